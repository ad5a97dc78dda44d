package org.pop3ra.maildrop.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pop3ra.account.service.Authenticated;
import org.pop3ra.account.service.Authenticator;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.TokenRefusal;

/** Believes every password of a known user, and remembers what it was told until asked afresh. */
final class KnownUsers extends Authenticator {
  static final TokenRefusal REFUSAL = new TokenRefusal("invalid_token", "", "");

  private final Map<String, Authenticated> remembered = new ConcurrentHashMap<>();
  private final Map<String, Authenticated> actual = new ConcurrentHashMap<>();

  void add(String user, Authenticated who) {
    remembered.putIfAbsent(user, who);
    actual.put(user, who);
  }

  @Override
  public Authenticated authenticate(Credentials credentials, Effort effort)
      throws MaildropException {
    return find(remembered, credentials);
  }

  @Override
  public Authenticated authenticateAfresh(Credentials credentials) throws MaildropException {
    return find(actual, credentials);
  }

  @Override
  public MaildropException refusal(Credentials credentials) {
    return new MaildropException(REFUSAL, "not enabled");
  }

  private static Authenticated find(Map<String, Authenticated> users, Credentials credentials)
      throws MaildropException {
    Authenticated who = users.get(credentials.user());
    if (who == null) {
      throw new MaildropException(Reason.CREDENTIALS, "unknown");
    }
    return who;
  }
}
