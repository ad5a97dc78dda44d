package org.pop3ra.account.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.ScramHash;

/**
 * The only place where passwords are hashed: behind one gate for the whole process, outside any
 * transaction. The arrays stay the callers', to be wiped.
 */
@Singleton
@ConcurrencyManagement(BEAN)
@TransactionAttribute(NOT_SUPPORTED)
public class Passwords {
  private static final int MAX_WAITING = 64;
  private static final Duration MAX_WAIT = Duration.ofSeconds(8);

  private static final int WARMING = 10;
  private static final byte[] NOBODYS = {};

  private HashingGate gate;
  private Argon2Parameters parameters;

  public Passwords() {}

  Passwords(HashingGate gate, Argon2Parameters parameters) {
    this.gate = gate;
    this.parameters = parameters;
  }

  /** For use without a container. */
  public Passwords(Argon2Parameters parameters) {
    this(HashingGate.forThisProcess(MAX_WAITING, MAX_WAIT), parameters);
  }

  @PostConstruct
  void start() {
    gate = HashingGate.forThisProcess(MAX_WAITING, MAX_WAIT);
    parameters = Argon2Parameters.CURRENT;
  }

  /**
   * Hashes a new password.
   *
   * @throws MaildropException {@code TEMPORARY} if too many computations are under way
   */
  public PasswordHash hash(byte[] password) throws MaildropException {
    return gate.run(() -> PasswordHash.of(password, parameters));
  }

  /**
   * Whether the password is right; without a hash it is not, which takes the same time to find out.
   *
   * @throws MaildropException {@code CROWDED} if other logins wait already; {@code TEMPORARY} if
   *     too many computations are under way
   */
  public boolean verify(Optional<PasswordHash> hash, byte[] password) throws MaildropException {
    return gate.runForLogin(
        () -> hash.map(known -> known.verifies(password)).orElseGet(() -> no(password)));
  }

  /**
   * Whether it makes sense to prepare {@link #verify} now.
   *
   * @throws MaildropException {@code CROWDED} if other logins wait already
   */
  public void requirePlace() throws MaildropException {
    gate.requirePlaceForLogin();
  }

  /** A hash with the parameters of today for one with those of former times, if it is quiet. */
  public Optional<PasswordHash> strengthen(PasswordHash hash, byte[] password) {
    return hash.parameters().weakerThan(parameters)
        ? gate.runIfIdle(() -> PasswordHash.of(password, parameters))
        : Optional.empty();
  }

  /**
   * Derives SCRAM verifiers of a new password.
   *
   * @param password prepared
   * @param salts of the name that they are for
   * @throws MaildropException as {@link #hash}
   */
  public ScramVerifiers derive(String password, int iterations, Function<ScramHash, byte[]> salts)
      throws MaildropException {
    return gate.run(() -> ScramVerifiers.of(password, iterations, salts));
  }

  /** The same for the password of a login, if it is quiet. */
  public Optional<ScramVerifiers> deriveIfIdle(
      String password, int iterations, Function<ScramHash, byte[]> salts) {
    return gate.runIfIdle(() -> ScramVerifiers.of(password, iterations, salts));
  }

  /**
   * Computes for nobody, so that logins find it compiled: the first computation of a process takes
   * fifteen times as long as later ones, and some after it twice. Not if others compute already.
   */
  public void warmUp() {
    gate.runIfIdle(() -> IntStream.range(0, WARMING).mapToObj(i -> no(NOBODYS)).toList());
  }

  private boolean no(byte[] password) {
    PasswordHash.of(password, parameters);
    return false;
  }
}
