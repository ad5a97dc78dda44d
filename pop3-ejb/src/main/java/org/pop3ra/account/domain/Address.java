package org.pop3ra.account.domain;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An address for which an account takes mail: {@code local@domain}, or {@code @domain} for all
 * addresses of a domain that nobody else has. The local part is a dot-string and the domain a name
 * (RFC 5321 section 4.1.2), both with the letters of all languages (RFC 6531 section 3.3). One
 * needs no domain: {@code postmaster} (RFC 5321 section 4.5.1).
 *
 * @param folded the address by the one rule of {@link Folding}
 */
public record Address(String folded) {
  /** RFC 5321 section 4.5.3.1.1. */
  private static final int MAX_LOCAL_OCTETS = 64;

  /** RFC 5321 section 4.5.3.1.2. */
  private static final int MAX_DOMAIN_OCTETS = 255;

  private static final String POSTMASTER = "postmaster";
  private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\x{80}-\\x{10FFFF}]++";
  private static final Pattern LOCAL = Pattern.compile(ATEXT + "(\\." + ATEXT + ")*+");
  private static final String LABEL =
      "[A-Za-z0-9\\x{80}-\\x{10FFFF}]++(-++[A-Za-z0-9\\x{80}-\\x{10FFFF}]++)*+";
  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*+");

  /** Checks and folds what an administrator wrote; {@code field} is how the message names it. */
  public static Address of(String field, String address) throws AccountException {
    String folded = Words.fold(field, address);
    if (folded.equals(POSTMASTER)) {
      return new Address(folded);
    }
    int at = folded.lastIndexOf('@');
    if (at < 0) {
      throw AccountException.invalid(field, "must be local@domain, @domain or postmaster");
    }
    checkLocal(field, folded.substring(0, at));
    checkDomain(field, folded.substring(at + 1));
    return new Address(folded);
  }

  private static void checkLocal(String field, String local) throws AccountException {
    if (!local.isEmpty() && !LOCAL.matcher(local).matches()) {
      throw AccountException.invalid(
          field, "must have letters, digits and !#$%&'*+-/=?^_`{|}~ with single dots before the @");
    }
    if (octets(local) > MAX_LOCAL_OCTETS) {
      throw AccountException.invalid(field, "must have at most 64 octets before the @");
    }
  }

  private static void checkDomain(String field, String domain) throws AccountException {
    if (!DOMAIN.matcher(domain).matches() || octets(domain) > MAX_DOMAIN_OCTETS) {
      throw AccountException.invalid(field, "must have a domain name after the @");
    }
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
