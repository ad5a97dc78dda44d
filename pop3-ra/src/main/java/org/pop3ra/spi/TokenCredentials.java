package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * A bearer token (RFC 6750), shown with OAUTHBEARER (RFC 7628) or XOAUTH2. Nothing of it was
 * checked but the grammar. Compared by identity, never printed.
 */
public final class TokenCredentials implements Credentials {
  private final String user;
  private final String token;

  /**
   * A token as it was shown.
   *
   * @param user the account that the client wants; empty where the token alone says so
   * @param token a {@code b64token} (RFC 6750 section 2.1) without the word Bearer, not empty
   */
  public TokenCredentials(String user, String token) {
    this.user = requireNonNull(user, "user is null");
    this.token = requireNonNull(token, "token is null");
  }

  @Override
  public String user() {
    return user;
  }

  public String token() {
    return token;
  }

  @Override
  public String toString() {
    return "TokenCredentials";
  }
}
