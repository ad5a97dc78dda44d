package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What a client is told of a token that was refused (RFC 7628 section 3.2.2). Nothing that depends
 * on the account.
 *
 * @param status {@code invalid_token}, {@code insufficient_scope} or {@code invalid_request} (RFC
 *     6750 section 3.1)
 * @param scope the scopes that a token needs, separated by spaces; empty: not told
 * @param openidConfiguration the URL of the provider's configuration document; empty: not told
 */
public record TokenRefusal(String status, String scope, String openidConfiguration)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public TokenRefusal {
    requireNonNull(status, "status is null");
    requireNonNull(scope, "scope is null");
    requireNonNull(openidConfiguration, "openidConfiguration is null");
  }
}
