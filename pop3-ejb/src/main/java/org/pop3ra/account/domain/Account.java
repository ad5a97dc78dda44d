package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who has a maildrop. Changed in a transaction that holds the row: the password version
 * counts what was there before.
 */
@Entity
@Table(name = "account")
public class Account {
  @Id
  @GeneratedValue(generator = "account_id")
  @SequenceGenerator(name = "account_id", sequenceName = "account_id", allocationSize = 50)
  private long id;

  private String name;
  private String password;

  @Column(name = "password_version")
  private long passwordVersion;

  /** {@link EncryptedSecret} as text. */
  @Column(name = "recoverable_secret")
  private String recoverableSecret;

  private boolean enabled;

  /** By the clock of the database. */
  @Column(insertable = false, updatable = false)
  private OffsetDateTime created;

  @OneToMany(mappedBy = "account", cascade = CascadeType.ALL, orphanRemoval = true)
  private Set<LoginName> names = new HashSet<>();

  protected Account() {}

  /** A new account, enabled, without password and addresses. */
  public Account(AccountName name) {
    this.name = name.folded();
    this.enabled = true;
    this.passwordVersion = 1;
    names.add(new LoginName(this, name.folded(), false));
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public boolean hasPassword() {
    return password != null;
  }

  /** Whether its password can be read again, for CRAM-MD5 and APOP. */
  public boolean hasRecoverableSecret() {
    return recoverableSecret != null;
  }

  public boolean enabled() {
    return enabled;
  }

  public OffsetDateTime created() {
    return created;
  }

  /** The addresses for which it takes mail, folded and sorted. */
  public List<String> addresses() {
    return List.copyOf(
        names.stream()
            .filter(LoginName::isAddress)
            .map(LoginName::name)
            .collect(toCollection(TreeSet::new)));
  }

  /** Makes it what the change says, but for what the maildrop knows. */
  public void apply(AccountChange change) {
    change.applyTo(this);
  }

  /** A new password, or none; whoever was let in by the old one is not any more. */
  public void setPassword(Optional<StoredPassword> stored) {
    password = stored.map(StoredPassword::hash).map(PasswordHash::format).orElse(null);
    Map<String, ScramVerifiers> scram = stored.map(StoredPassword::scram).orElse(Map.of());
    names.forEach(
        known ->
            known.setScram(Optional.ofNullable(scram.getOrDefault(known.name(), scram.get(name)))));
    recoverableSecret =
        stored.flatMap(StoredPassword::secret).map(EncryptedSecret::text).orElse(null);
    passwordVersion++;
  }

  /** From now on its password cannot be read again. */
  public void forgetSecret() {
    recoverableSecret = null;
  }

  /** Whether it may log in and takes mail; a change is noticed like that of a password. */
  public void setEnabled(boolean enabled) {
    if (this.enabled != enabled) {
      this.enabled = enabled;
      passwordVersion++;
    }
  }

  /**
   * Takes mail for exactly these from now on; its own name stays a name to log in with. Where one
   * is removed, whoever was let in by it is not any more: it may lead to another account next. A
   * new one has the verifiers of the account's own name, until it is used with the password or
   * there is another one.
   */
  public void setAddresses(Set<Address> addresses) {
    requireNonNull(addresses, "addresses is null");
    Set<String> wanted = new HashSet<>();
    addresses.forEach(address -> wanted.add(address.folded()));
    if (names.removeIf(known -> !wanted.contains(known.name()) && !known.name().equals(name))) {
      passwordVersion++;
    }
    names.forEach(known -> known.setAddress(wanted.remove(known.name())));
    wanted.forEach(this::addAddress);
  }

  private void addAddress(String address) {
    LoginName added = new LoginName(this, address, true);
    names.stream().filter(known -> known.name().equals(name)).forEach(added::setScramOf);
    names.add(added);
  }
}
