package org.pop3ra.account.vouching;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;
import static org.pop3ra.account.vouching.RefusedTokenException.Fault.INSUFFICIENT_SCOPE;
import static org.pop3ra.account.vouching.RefusedTokenException.Fault.INVALID_TOKEN;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.TokenRefusal;
import org.pop3ra.spi.TokenSettings;

/** A provider of OAuth 2.0 tokens, with what its tokens must say. */
public final class TokenVoucher implements Voucher<TokenCredentials> {
  private static final System.Logger LOGGER = System.getLogger(TokenVoucher.class.getName());
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final TokenSettings settings;
  private final Optional<TokenCheck> signed;
  private final Optional<TokenCheck> asked;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);

  public TokenVoucher(TokenSettings settings) {
    this(settings, ProviderKeys.Times.USUAL);
  }

  TokenVoucher(TokenSettings settings, ProviderKeys.Times times) {
    this.settings = requireNonNull(settings, "settings is null");
    signed = settings.jwks().map(url -> new SignedTokens(settings, url, times));
    asked =
        settings
            .introspection()
            .map(provider -> new Introspection(settings, provider, Clock.systemUTC()));
  }

  @Override
  public String vouch(TokenCredentials shown) throws MaildropException {
    try {
      Claims claims = checkFor(shown.token()).check(shown.token());
      requireEnough(claims);
      return claims
          .text(settings.claim())
          .orElseThrow(
              () -> new RefusedTokenException(INVALID_TOKEN, "no " + settings.claim() + " in it"));
    } catch (RefusedTokenException e) {
      LOGGER.log(DEBUG, "a token is refused: {0}", e.getMessage());
      throw new MaildropException(refusal(e.fault()), e.getMessage());
    } catch (IOException e) {
      failures.log(WARNING, "cannot check a token", e);
      throw new MaildropException(Reason.TEMPORARY, "cannot check a token");
    }
  }

  /** What the client is told of a token that is good, and leads to nobody who may log in. */
  public MaildropException refused() {
    return new MaildropException(refusal(INVALID_TOKEN), "a token that leads to nobody");
  }

  /** Signed ones have three parts (RFC 7515 section 3.1). */
  private TokenCheck checkFor(String token) throws RefusedTokenException {
    boolean looksSigned = token.chars().filter(c -> c == '.').count() == 2;
    Optional<TokenCheck> check = looksSigned ? signed.or(() -> asked) : asked;
    return check.orElseThrow(() -> new RefusedTokenException(INVALID_TOKEN, "it is not signed"));
  }

  private void requireEnough(Claims claims) throws RefusedTokenException {
    if (!settings.scope().isEmpty() && !claims.hasScope(settings.scope())) {
      throw new RefusedTokenException(INSUFFICIENT_SCOPE, "its scopes do not have the one needed");
    }
    if (settings.required().filter(required -> !claims.has(required)).isPresent()) {
      throw new RefusedTokenException(INSUFFICIENT_SCOPE, "it lacks the claim that is required");
    }
  }

  private TokenRefusal refusal(RefusedTokenException.Fault fault) {
    String issuer = settings.issuer();
    return new TokenRefusal(
        fault.name().toLowerCase(Locale.ROOT),
        settings.scope(),
        issuer.isEmpty() ? "" : issuer.replaceAll("/$", "") + DISCOVERY);
  }

  @Override
  public void close() {
    signed.ifPresent(TokenCheck::close);
    asked.ifPresent(TokenCheck::close);
  }
}
