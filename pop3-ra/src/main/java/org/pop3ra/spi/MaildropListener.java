package org.pop3ra.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * Serves maildrops to POP3 sessions (RFC 1939); the message-listener type of a POP3 activation. The
 * package says what holds for every call.
 *
 * <p>A session is one {@link #open}, any number of {@link #read}, and either {@link Lease#release}
 * or {@link #commit}; the adapter answers STAT, LIST, UIDL, DELE, RSET and NOOP from the listing by
 * itself. Calls for one lease come one at a time, {@link Lease#release} excepted; calls for
 * different leases come side by side.
 *
 * <p>The listener sees to it that only who holds the present lease of a maildrop reads and deletes,
 * on all nodes that serve it: each {@link #read} and {@link #commit} looks at the lease, in the
 * transaction that it does its work in, if leases can be lost or are shared between nodes.
 */
public interface MaildropListener {

  /**
   * Whether maildrops can be served now. The adapter accepts connections only after the first
   * {@code true}, and asks again from time to time until then. Always, unless the listener says
   * otherwise.
   *
   * @param nodeName the configured, cluster-wide unique name of this node; a service that knows it
   *     may free at once what a predecessor of the same name still holds
   */
  default boolean ready(Optional<String> nodeName) {
    return true;
  }

  /**
   * Tells how the sessions can be ended from this side. Called after {@link #ready} said {@code
   * true}, before the first connection is accepted; in each activation with another one.
   */
  default void opening(Reception reception) {}

  /**
   * Which kinds of proof can succeed at all: only the mechanisms that use them are announced and
   * accepted. Asked after each {@link #ready} that said {@code true}, before the first connection
   * is accepted.
   *
   * @param settings what the listener must know; they stay true until the next call
   * @throws MaildropException {@code TEMPORARY}: it cannot be told yet; the adapter asks again
   *     later, as if it were not {@link #ready}. {@code PERMANENT}: the same, and the log says that
   *     an administrator must mend it
   */
  default Set<Proof> proofs(IdentitySettings settings) throws MaildropException {
    return Set.of(Proof.PASSWORD);
  }

  /**
   * What a SCRAM exchange needs to begin (RFC 5802 section 5). A user who is unknown, disabled, or
   * has no verifier gets one that no password satisfies, after the same time: the same salt and
   * iterations each time, on every node, and after a restart, so that nobody can tell.
   *
   * @param user as in {@link Credentials#user}, not empty
   * @throws MaildropException {@code TEMPORARY} or {@code PERMANENT}; {@code CROWDED} as for {@link
   *     #open}
   */
  default ScramVerifier verifier(String user, ScramHash hash) throws MaildropException {
    throw new MaildropException(Reason.PERMANENT, "SCRAM is not among the proofs");
  }

  /**
   * Authenticates, takes the maildrop's exclusive lease, and lists it (RFC 1939 section 4: the lock
   * comes before the positive reply). In this order: who shows a wrong proof does not learn whether
   * the maildrop is in use, and the listing is not older than the lease. An unknown user gets the
   * same refusal as a wrong proof, after the same time. The adapter delays refusals and counts
   * them; and it tries again for half a second where the maildrop is in use, so that the call
   * should not wait for the lease.
   *
   * @param credentials of one of the kinds that {@link #proofs} named
   * @throws MaildropException {@code CREDENTIALS}, for tokens with a {@link TokenRefusal}, {@code
   *     IN_USE} (the credentials were right; RFC 2449 section 8.1.2), {@code CROWDED}, {@code
   *     TEMPORARY} or {@code PERMANENT}; no lease is held then
   */
  OpenMaildrop open(Credentials credentials) throws MaildropException;

  /**
   * As {@link #open(Credentials)}, which it calls unless the listener does more; the adapter calls
   * this one. It keeps those in order who wait for a check that is expensive: a listener whose
   * checks are cheap need not know of it.
   *
   * @throws MaildropException as there; {@code CROWDED}, too, where the effort does not allow to
   *     find out, and {@code CROWDED_OUTSIDE}
   */
  default OpenMaildrop open(Credentials credentials, Effort effort) throws MaildropException {
    return open(credentials);
  }

  /**
   * Reads a part of a message's canonical form (CRLF line ends, not dot-stuffed): just the octets
   * that the listing counted, however often it is read. The adapter asks for up to 256 KiB at a
   * time, and for the next part when the client has taken this one.
   *
   * @param lease what {@link #open} gave
   * @param sequence the message, as listed
   * @param offset from 0 to the message's octets less one
   * @param length the most octets wanted, at least 1
   * @return at least one and at most {@code length} octets from {@code offset} on, in one array or
   *     in a few in their order; the caller may keep them
   * @throws MaildropException {@code LEASE_LOST}, {@code MESSAGE_GONE}, {@code TEMPORARY} or {@code
   *     PERMANENT}; after the first part of a message each of them cuts the client off, which must
   *     not take a part for the whole
   */
  List<byte[]> read(Lease lease, long sequence, long offset, int length) throws MaildropException;

  /**
   * Reads small messages before the client asks for them: a drain of a maildrop takes one call for
   * many messages. An offer, not a duty: the adapter calls {@link #read} for what is not in the
   * answer, and hears from there why.
   *
   * @param first a sequence, as listed
   * @param last another one, not before {@code first}; few messages lie between them, and small
   *     ones
   * @return the whole canonical form of some of these messages by sequence; the caller may keep the
   *     arrays
   * @throws MaildropException {@code LEASE_LOST}, {@code TEMPORARY} or {@code PERMANENT}
   */
  default Map<Long, byte[]> readAhead(Lease lease, long first, long last) throws MaildropException {
    return Map.of();
  }

  /**
   * The UPDATE state (RFC 1939 section 6): deletes exactly these messages and gives the lease back,
   * in one transaction, all or nothing. A message that somebody else removed meanwhile counts as
   * deleted. Not called for a session that marked none, nor for one that ends without QUIT: their
   * leases are released. {@link Lease#release} may come while this runs, if the client goes; nobody
   * else gets the lease before it has ended.
   *
   * @param lease what {@link #open} gave; it is over afterwards, however this ends
   * @param sequences the messages marked as deleted, ascending, at least one
   * @throws MaildropException {@code LEASE_LOST}, {@code TEMPORARY} or {@code PERMANENT}: nothing
   *     was deleted; {@code OUTCOME_UNKNOWN}: all or nothing was deleted, and it cannot be told
   *     which
   */
  void commit(Lease lease, long[] sequences) throws MaildropException;
}
