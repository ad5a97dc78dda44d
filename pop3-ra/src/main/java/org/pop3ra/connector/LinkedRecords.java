package org.pop3ra.connector;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;

/**
 * What Java 17 remembers of records. {@code equals}, {@code hashCode} and {@code toString} of a
 * record are put together at their first call, out of method handles that are the same for all; and
 * each of those keeps the type that it was asked for last, strongly (JDK-8078641; softly since 18).
 * The class loader of the application whose record was the last one in the JVM would stay with it.
 */
final class LinkedRecords {
  private static final System.Logger LOG = System.getLogger(LinkedRecords.class.getName());
  private static final List<String> METHODS = List.of("equals", "hashCode", "toString");

  /** A component of a type that no application brought. */
  private static final MethodHandle COMPONENT =
      MethodHandles.empty(MethodType.methodType(String.class, String.class));

  private LinkedRecords() {}

  /** Has a class of the JDK take the place of the last record. */
  static void forget() {
    for (String method : METHODS) {
      forget(method);
    }
  }

  private static void forget(String method) {
    try {
      ObjectMethods.bootstrap(
          MethodHandles.lookup(), method, MethodHandle.class, String.class, "component", COMPONENT);
    } catch (Throwable e) {
      LOG.log(WARNING, "The JVM may keep a class loader of this application", e);
    }
  }
}
