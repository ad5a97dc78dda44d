package org.pop3ra.server;

/** The server cannot be started, or did not stay up; the message is for the person who tried. */
public final class LaunchException extends Exception {

  private static final long serialVersionUID = 1L;

  public LaunchException(String message) {
    super(message);
  }
}
