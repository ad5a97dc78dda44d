package org.pop3ra.kerberos;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.pop3ra.sasl.GssAcceptor;
import org.pop3ra.sasl.GssContext;

/**
 * The keys of this service in a keytab. The file is read again when it changes, so that keys can be
 * exchanged under the running server. Keys of other principals in it count for nothing.
 *
 * @param principals who this service is, with realms: {@code pop/mail.example.org@EXAMPLE.ORG}
 */
public record Keytab(Path file, List<String> principals) implements GssAcceptor {
  public Keytab {
    requireNonNull(file, "file is null");
    principals = List.copyOf(principals);
  }

  /** The principals that the file has no key of which this JVM can use. */
  public List<String> missing() {
    return principals.stream().filter(principal -> !hasKey(principal)).toList();
  }

  @Override
  public GssContext begin() {
    return new AcceptorContext(this);
  }

  private boolean hasKey(String name) {
    KerberosPrincipal principal = new KerberosPrincipal(name);
    return keys(principal).getKeys(principal).length > 0;
  }

  private KeyTab keys(KerberosPrincipal principal) {
    return KeyTab.getInstance(principal, file.toFile());
  }

  /** As the JDK's GSS-API wants to be shown who the service is. */
  Subject service() {
    Set<KerberosPrincipal> names =
        principals.stream().map(KerberosPrincipal::new).collect(Collectors.toSet());
    return new Subject(
        false, names, Set.of(), names.stream().map(this::keys).collect(Collectors.toSet()));
  }
}
