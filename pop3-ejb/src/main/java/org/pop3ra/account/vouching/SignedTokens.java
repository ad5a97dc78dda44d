package org.pop3ra.account.vouching;

import static org.pop3ra.account.vouching.RefusedTokenException.Fault.INVALID_TOKEN;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import java.util.stream.Collectors;
import org.pop3ra.spi.TokenSettings;

/** Tokens that are signed (RFC 7519, RFC 9068), by the keys that the provider shows. */
final class SignedTokens implements TokenCheck {
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  SignedTokens(TokenSettings settings, URI jwks, ProviderKeys.Times times) {
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            algorithms(settings), new ProviderKeys(jwks, settings.timeout(), times)));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("exp", settings.claim())));
  }

  private static Set<JWSAlgorithm> algorithms(TokenSettings settings) {
    return settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
  }

  @Override
  public Claims check(String token) throws RefusedTokenException, IOException {
    try {
      return new Claims(processor.process(token, null).getClaims());
    } catch (ParseException e) {
      throw new RefusedTokenException(INVALID_TOKEN, "it is not signed, or ill-formed");
    } catch (KeySourceException e) {
      throw new IOException("the keys cannot be had", e);
    } catch (BadJOSEException | JOSEException e) {
      throw new RefusedTokenException(INVALID_TOKEN, e.getMessage());
    }
  }
}
