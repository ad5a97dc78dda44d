package org.pop3ra.protocol;

import java.util.Arrays;

/** A growing array of octets. Used by one thread at a time. */
public final class Octets implements Sink {
  private byte[] array;
  private int size;

  public Octets(int capacity) {
    array = new byte[capacity];
  }

  public int size() {
    return size;
  }

  @Override
  public Octets octet(int octet) {
    room(1);
    array[size++] = (byte) octet;
    return this;
  }

  @Override
  public Octets append(byte[] octets, int from, int to) {
    room(to - from);
    System.arraycopy(octets, from, array, size, to - from);
    size += to - from;
    return this;
  }

  /**
   * Appends printable ASCII.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public Octets append(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      array[size++] = printable(text.charAt(i));
    }
    return this;
  }

  /** Appends a number, which is not negative, in decimal digits. */
  public Octets number(long number) {
    if (number > 9) {
      number(number / 10);
    }
    return octet((int) ('0' + number % 10));
  }

  /** Appends a line end. */
  public Octets crlf() {
    return octet('\r').octet('\n');
  }

  /** All octets so far. The buffer must not be used any more: its array may be what is returned. */
  public byte[] take() {
    return size == array.length ? array : Arrays.copyOf(array, size);
  }

  /** Appends all octets so far to another sink. */
  public void copyTo(Sink out) {
    out.append(array, 0, size);
  }

  private void room(int wanted) {
    if (array.length - size < wanted) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, size + wanted));
    }
  }

  private static byte printable(char c) {
    if (c < ' ' || c > '~') {
      throw new IllegalArgumentException("replies are printable ASCII");
    }
    return (byte) c;
  }
}
