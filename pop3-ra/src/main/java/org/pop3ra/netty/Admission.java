package org.pop3ra.netty;

/** Whether a new connection may stay. */
enum Admission {
  ADMITTED,
  /** There are too many connections. */
  TOO_MANY,
  /** There are too many from its address. */
  TOO_MANY_OF_ADDRESS
}
