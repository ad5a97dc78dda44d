package org.pop3ra.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM (RFC 7468). What is wrong is told with the name of the file. */
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private final Path file;
  private final String text;

  PemFile(Path file) throws IOException {
    this.file = file;
    text = read(file);
  }

  /** All certificates, in their order; at least one. */
  List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE")) {
        certificates.add(certificate(octets(block.group(2))));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException(file + " holds no CERTIFICATE in PEM");
    }
    return certificates;
  }

  /**
   * The first private key, in PKCS #8 and not encrypted (RFC 7468 section 10).
   *
   * @param algorithm that of the certificate
   */
  PrivateKey key(String algorithm) throws IOException {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String label = block.group(1);
      if (label.equals("PRIVATE KEY")) {
        return key(algorithm, octets(block.group(2)));
      }
      if (label.endsWith("PRIVATE KEY")) {
        throw new IOException(
            "%s holds a key as %s; it must be PKCS #8 without a password: openssl pkcs8 -topk8 -nocrypt"
                .formatted(file, label));
      }
    }
    throw new IOException(file + " holds no PRIVATE KEY in PEM");
  }

  private PrivateKey key(String algorithm, byte[] octets) throws IOException {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
    } catch (GeneralSecurityException e) {
      // Without the cause: parsers' messages may quote what they parse.
      throw new IOException(
          "%s holds no %s key, as the certificate asks for".formatted(file, algorithm));
    }
  }

  private X509Certificate certificate(byte[] octets) throws IOException {
    try {
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(octets));
      return (X509Certificate) certificate;
    } catch (CertificateException e) {
      throw new IOException(file + " holds a certificate that is not understood", e);
    }
  }

  private byte[] octets(String base64) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no PEM: what should be base64 is none");
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
  }
}
