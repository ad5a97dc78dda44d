package org.pop3ra.maildrop.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts its transactions and what they do: statements, octets bound, rows of octets removed. */
final class CountingTransactions implements Transactions {
  private final Transactions transactions;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicLong mostOctets = new AtomicLong();
  private final AtomicLong mostRemoved = new AtomicLong();

  CountingTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Transactions so far. */
  int calls() {
    return calls.get();
  }

  /** Statements prepared so far. */
  int statements() {
    return statements.get();
  }

  /** The most octets that one transaction wrote. */
  long mostOctets() {
    return mostOctets.get();
  }

  /** The most bodies and chunks that one transaction removed. */
  long mostRemoved() {
    return mostRemoved.get();
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    calls.incrementAndGet();
    Count count = new Count(new AtomicLong(), new AtomicLong());
    try {
      return transactions.call(connection -> work.in(counted(connection, count)));
    } finally {
      mostOctets.accumulateAndGet(count.octets().get(), Math::max);
      mostRemoved.accumulateAndGet(count.removed().get(), Math::max);
    }
  }

  /** Of one transaction. */
  private record Count(AtomicLong octets, AtomicLong removed) {}

  private Connection counted(Connection connection, Count count) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> prepare(connection, method, arguments, count));
  }

  private Object prepare(Connection connection, Method method, Object[] arguments, Count count)
      throws Throwable {
    Object result = invoke(connection, method, arguments);
    if (!(result instanceof PreparedStatement statement)) {
      return result;
    }
    statements.incrementAndGet();
    boolean removes = arguments[0].toString().matches("delete from (body|chunk) .*");
    return Proxy.newProxyInstance(
        Connection.class.getClassLoader(),
        new Class<?>[] {PreparedStatement.class},
        (proxy, call, values) -> {
          if (call.getName().equals("setBytes")) {
            count.octets().addAndGet(((byte[]) values[1]).length);
          }
          Object returned = invoke(statement, call, values);
          if (removes && returned instanceof Integer rows) {
            count.removed().addAndGet(rows);
          } else if (removes && returned instanceof int[] rows) {
            count.removed().addAndGet(Arrays.stream(rows).sum());
          }
          return returned;
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
