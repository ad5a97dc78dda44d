package org.pop3ra.maildrop.service;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** What is to go wrong, in its order. */
final class Failures {
  private final Deque<Exception> coming = new ArrayDeque<>();

  void add(Collection<? extends Exception> failures) {
    coming.addAll(failures);
  }

  /** Throws the next one, if there is one: of one of these types, or unchecked. */
  <A extends Exception, B extends Exception> void throwNext(Class<A> one, Class<B> other)
      throws A, B {
    Exception failure = coming.poll();
    if (one.isInstance(failure)) {
      throw one.cast(failure);
    }
    if (other.isInstance(failure)) {
      throw other.cast(failure);
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }
}
