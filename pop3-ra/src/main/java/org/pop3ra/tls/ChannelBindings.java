package org.pop3ra.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;

/** The channel bindings of a TLS session, for those mechanisms that bind a login to it. */
final class ChannelBindings {
  private static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";
  private static final int EXPORTER_OCTETS = 32;
  private static final Pattern HASH = Pattern.compile("(MD5|SHA-?[0-9]+(?:/[0-9]+)?)WITH.*");

  /** Since JDK 25; null before. */
  private static final MethodHandle EXPORT = export();

  private ChannelBindings() {}

  /**
   * {@code tls-server-end-point} (RFC 5929 section 4.1): the hash of the certificate that was
   * shown, by the hash of its signature, or SHA-256 in place of MD5 and SHA-1. Empty if its
   * signature has no single hash, as with Ed25519.
   */
  static Optional<byte[]> serverEndPoint(X509Certificate shown) {
    try {
      Optional<String> hash = signatureHash(shown);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(MessageDigest.getInstance(hash.get()).digest(shown.getEncoded()));
    } catch (GeneralSecurityException e) {
      // What cannot be computed here is not offered.
      return Optional.empty();
    }
  }

  /**
   * {@code tls-exporter} (RFC 9266 section 2). Not for TLS 1.2, where it is safe only with the
   * extended master secret (section 4.2), which the session does not tell of.
   */
  static Optional<byte[]> exporter(SSLSession session) {
    if (EXPORT == null
        || !(session instanceof ExtendedSSLSession extended)
        || !session.getProtocol().equals("TLSv1.3")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (byte[]) EXPORT.invokeExact(extended, EXPORTER_LABEL, new byte[0], EXPORTER_OCTETS));
    } catch (Throwable e) {
      // Of another provider's session that does not export.
      return Optional.empty();
    }
  }

  static Optional<X509Certificate> shown(SSLSession session) {
    Certificate[] chain = session.getLocalCertificates();
    return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate own
        ? Optional.of(own)
        : Optional.empty();
  }

  private static Optional<String> signatureHash(X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    Matcher matcher = HASH.matcher(algorithm);
    if (matcher.matches()) {
      return Optional.of(strong(matcher.group(1)));
    }
    return algorithm.equals("RSASSA-PSS") ? pssHash(certificate) : Optional.empty();
  }

  private static Optional<String> pssHash(X509Certificate certificate)
      throws GeneralSecurityException {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(certificate.getSigAlgParams());
      PSSParameterSpec spec = parameters.getParameterSpec(PSSParameterSpec.class);
      return Optional.of(strong(spec.getDigestAlgorithm().toUpperCase(Locale.ROOT)));
    } catch (java.io.IOException e) {
      return Optional.empty();
    }
  }

  private static String strong(String hash) {
    String name = hash.startsWith("SHA-") || hash.equals("MD5") ? hash : "SHA-" + hash.substring(3);
    return name.equals("MD5") || name.equals("SHA-1") ? "SHA-256" : name;
  }

  private static MethodHandle export() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              ExtendedSSLSession.class,
              "exportKeyingMaterialData",
              MethodType.methodType(byte[].class, String.class, byte[].class, int.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }
}
