package org.pop3ra.maildrop.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A data source whose connections break when a test says so: once, at the next commit. */
final class FaultyDataSource {

  enum Fault {
    BEFORE_COMMIT,
    AFTER_COMMIT,
    AFTER_COMMIT_AND_FROM_THEN_ON
  }

  private final DataSource real;
  private final AtomicReference<Fault> next = new AtomicReference<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean away;

  FaultyDataSource(DataSource real) {
    this.real = real;
  }

  DataSource proxy() {
    return proxy(DataSource.class, this::dataSource);
  }

  void failNext(Fault fault) {
    next.set(fault);
  }

  int failures() {
    return failures.get();
  }

  private interface Call {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.call(method, arguments)));
  }

  private Object dataSource(Method method, Object[] arguments) throws Throwable {
    if (away) {
      throw broken();
    }
    Object result = invoke(real, method, arguments);
    return result instanceof Connection connection ? wrap(connection) : result;
  }

  private Connection wrap(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) ->
            method.getName().equals("commit")
                ? commit(connection, method, arguments)
                : invoke(connection, method, arguments));
  }

  private Object commit(Connection connection, Method method, Object[] arguments) throws Throwable {
    Fault fault = next.getAndSet(null);
    if (fault == null) {
      return invoke(connection, method, arguments);
    }
    failures.incrementAndGet();
    if (fault == Fault.BEFORE_COMMIT) {
      connection.rollback();
    } else {
      connection.commit();
    }
    away = fault == Fault.AFTER_COMMIT_AND_FROM_THEN_ON;
    throw broken();
  }

  private static SQLException broken() {
    return new SQLException("the connection broke", "08006");
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
