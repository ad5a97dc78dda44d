package org.pop3ra.account.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The one rule by which names of accounts, addresses and recipients are compared: two that fold to
 * the same text are the same. The tables hold folded text only.
 *
 * <p>Normalization form C, because one letter may be written in two ways, and lower case without
 * regard to the server's language: in a Turkish locale {@code INFO} would not become {@code info}.
 * Folding twice changes nothing.
 */
public final class Folding {
  private Folding() {}

  public static String fold(String name) {
    String lower = normalize(name).toLowerCase(Locale.ROOT);
    return normalize(lower);
  }

  private static String normalize(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
