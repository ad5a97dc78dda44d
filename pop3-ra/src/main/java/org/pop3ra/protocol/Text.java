package org.pop3ra.protocol;

/**
 * What replies say to people. One catalogue, so that it can be translated; clients must not read
 * more than the status indicator and the response code. No text starts with a bracket, which would
 * make it a response code (RFC 2449 section 6.4).
 */
public enum Text {
  /** The greeting shows no version, and no angle brackets while APOP is not offered. */
  READY("POP3 ready"),
  CAPABILITIES("capabilities follow"),
  MECHANISMS("mechanisms follow"),
  NAME_TAKEN("now send the password"),
  LOGGED_IN("maildrop is open"),
  MARKED("message is marked as deleted"),
  NOTHING_TO_DO("nothing done"),
  UNMARKED("no message is marked as deleted"),
  FOLLOWS("follows"),
  BYE("bye"),
  BEGIN_TLS("begin TLS negotiation"),

  EMPTY_LINE("empty line"),
  CONTROL_CHARACTER("control characters are not allowed"),
  ILL_FORMED_UTF8("not well-formed UTF-8"),
  STRAY_SPACE("exactly one space goes between command and arguments"),
  LINE_TOO_LONG("line is too long"),
  UNKNOWN_COMMAND("unknown command"),
  WRONG_ARGUMENTS("wrong number of arguments"),
  LOGIN_FIRST("not before the login"),
  ALREADY_LOGGED_IN("not after the login"),
  USER_FIRST("USER comes first"),
  NO_CLEARTEXT("no login in the clear on this connection"),
  NO_TLS("TLS cannot be started on this connection"),
  NO_SUCH_MECHANISM("no such mechanism on this connection"),
  NO_APOP("no APOP on this connection"),
  NO_INITIAL_RESPONSE("this mechanism has no initial response"),
  NOT_BASE64("not well-formed base64"),
  ILL_FORMED_RESPONSE("not what the mechanism expects here"),
  NOT_A_DIGEST("not a digest of 32 lower-case hexadecimal digits"),
  CANCELLED("cancelled"),
  BINDING_OFFERED("this server offers channel binding, and the client did not see it"),
  OTHER_CHANNEL("the client's end of the TLS connection is another one"),
  TOO_MANY_BAD_COMMANDS("too many bad commands"),

  NOT_A_NUMBER("not a number"),
  NUMBERS_START_AT_ONE("message numbers start at 1"),
  NO_SUCH_MESSAGE("no such message"),
  MESSAGE_DELETED("message is marked as deleted already"),
  MESSAGE_GONE("message was removed by somebody else"),

  WRONG_CREDENTIALS("wrong name or password"),
  MAILDROP_IN_USE("maildrop is in use by another session"),
  TRY_LATER("cannot do this now, try again later"),
  OUT_OF_ORDER("cannot do this before an administrator mends it"),
  LEASE_LOST("maildrop was lost to another session"),
  NOT_REMOVED("some deleted messages not removed"),
  SHUTTING_DOWN("server is going down");

  private final String english;

  Text(String english) {
    this.english = english;
  }

  /** Printable ASCII. */
  public String english() {
    return english;
  }
}
