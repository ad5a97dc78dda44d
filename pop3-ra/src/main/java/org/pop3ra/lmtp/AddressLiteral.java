package org.pop3ra.lmtp;

/** What may stand between the brackets of an address literal (RFC 5321 section 4.1.3). */
final class AddressLiteral {
  private static final String IPV6 = "IPv6:";
  private static final int GROUPS = 8;

  private AddressLiteral() {}

  static boolean valid(String address) {
    int colon = address.indexOf(':');
    if (colon < 0) {
      return ipv4(address);
    }
    if (address.regionMatches(true, 0, IPV6, 0, IPV6.length())) {
      return ipv6(address.substring(IPV6.length()));
    }
    return tag(address.substring(0, colon)) && colon + 1 < address.length();
  }

  private static boolean tag(String tag) {
    return !tag.isEmpty()
        && tag.chars().allMatch(c -> Characters.letterOrDigit(c) || c == '-')
        && !tag.endsWith("-");
  }

  private static boolean ipv4(String address) {
    Cursor in = new Cursor(address);
    boolean good = number(in);
    for (int i = 0; good && i < 3; i++) {
      good = in.take('.') && number(in);
    }
    return good && in.atEnd();
  }

  private static boolean number(Cursor in) {
    String digits = in.takeWhile(Characters::digit);
    return !digits.isEmpty() && digits.length() <= 3 && Integer.parseInt(digits) <= 255;
  }

  private static boolean ipv6(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address) == GROUPS;
    }
    int before = groups(address.substring(0, gap));
    int after = groups(address.substring(gap + 2));
    // "::" stands for at least two groups.
    return before >= 0
        && after >= 0
        && before + after <= GROUPS - 2
        && address.substring(0, gap).indexOf('.') < 0;
  }

  /** The 16-bit groups; an IPv4 address at the end counts as two. Negative if ill-formed. */
  private static int groups(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int colon = text.lastIndexOf(':');
    String last = text.substring(colon + 1);
    int lastGroups = last.indexOf('.') >= 0 ? ipv4Groups(last) : hexGroups(last);
    int before = colon < 0 ? 0 : hexOnly(text.substring(0, colon));
    return lastGroups < 0 || before < 0 ? -1 : before + lastGroups;
  }

  private static int hexOnly(String text) {
    int count = 0;
    Cursor in = new Cursor(text);
    do {
      if (hexGroups(in.takeWhile(Characters::hexDigit)) < 0) {
        return -1;
      }
      count++;
    } while (in.take(':'));
    return in.atEnd() ? count : -1;
  }

  private static int ipv4Groups(String text) {
    return ipv4(text) ? 2 : -1;
  }

  private static int hexGroups(String text) {
    boolean good =
        !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(Characters::hexDigit);
    return good ? 1 : -1;
  }
}
