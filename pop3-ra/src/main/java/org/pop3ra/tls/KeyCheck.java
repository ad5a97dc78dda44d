package org.pop3ra.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

/** Whether a key belongs to its certificate: found out before anybody is shown it. */
final class KeyCheck {
  private static final int NONCE = 32;
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "RSA", "SHA256withRSA",
          "RSASSA-PSS", "RSASSA-PSS",
          "EC", "SHA256withECDSA",
          "EdDSA", "EdDSA");
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private KeyCheck() {}

  static void check(Identity identity) throws IOException {
    try {
      if (!matches(identity)) {
        throw new IOException(
            "the private key of %s is not that of the certificate".formatted(identity));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the private key of %s cannot be used".formatted(identity), e);
    }
  }

  private static boolean matches(Identity identity) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    new SecureRandom().nextBytes(nonce);
    Signature signing = signature(identity);
    signing.initSign(identity.key());
    signing.update(nonce);
    byte[] signature = signing.sign();
    Signature verifying = signature(identity);
    verifying.initVerify(identity.certificate().getPublicKey());
    verifying.update(nonce);
    return verifying.verify(signature);
  }

  private static Signature signature(Identity identity) throws GeneralSecurityException {
    String algorithm = identity.key().getAlgorithm();
    String name = SIGNATURES.getOrDefault(algorithm, algorithm);
    Signature signature = Signature.getInstance(name);
    if (name.equals("RSASSA-PSS")) {
      signature.setParameter(PSS);
    }
    return signature;
  }
}
