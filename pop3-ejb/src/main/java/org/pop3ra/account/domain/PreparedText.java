package org.pop3ra.account.domain;

import com.ongres.saslprep.SASLprep;

/** Text by SASLprep (RFC 4013), as a query: characters that Unicode 3.2 did not know pass. */
final class PreparedText {
  private static final SASLprep PROFILE = new SASLprep();

  private PreparedText() {}

  /** As it is where SASLprep prohibits it, or nothing would be left. */
  static String of(String text) {
    try {
      String prepared = PROFILE.prepareQuery(text);
      return prepared.isEmpty() ? text : prepared;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
