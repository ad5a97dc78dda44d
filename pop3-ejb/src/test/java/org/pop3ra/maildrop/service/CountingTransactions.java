package org.pop3ra.maildrop.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what its transactions do: statements, and the octets that one of them binds. */
final class CountingTransactions implements Transactions {
  private final Transactions transactions;
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicLong mostOctets = new AtomicLong();

  CountingTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Statements prepared so far. */
  int statements() {
    return statements.get();
  }

  /** The most octets that one transaction wrote. */
  long mostOctets() {
    return mostOctets.get();
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    AtomicLong octets = new AtomicLong();
    try {
      return transactions.call(connection -> work.in(counted(connection, octets)));
    } finally {
      mostOctets.accumulateAndGet(octets.get(), Math::max);
    }
  }

  private Connection counted(Connection connection, AtomicLong octets) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> prepare(connection, method, arguments, octets));
  }

  private Object prepare(
      Connection connection, Method method, Object[] arguments, AtomicLong octets)
      throws Throwable {
    Object result = invoke(connection, method, arguments);
    if (!(result instanceof PreparedStatement statement)) {
      return result;
    }
    statements.incrementAndGet();
    return Proxy.newProxyInstance(
        Connection.class.getClassLoader(),
        new Class<?>[] {PreparedStatement.class},
        (proxy, call, values) -> {
          if (call.getName().equals("setBytes")) {
            octets.addAndGet(((byte[]) values[1]).length);
          }
          return invoke(statement, call, values);
        });
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
