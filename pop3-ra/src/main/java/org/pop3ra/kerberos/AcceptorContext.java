package org.pop3ra.kerberos;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.util.Objects.requireNonNull;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.Subject;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.MessageProp;
import org.ietf.jgss.Oid;
import org.pop3ra.sasl.GssContext;
import org.pop3ra.sasl.GssException;
import org.pop3ra.sasl.GssException.Fault;

/** A context of the JDK's. Kerberos alone: no SPNEGO (RFC 4752 section 3). */
final class AcceptorContext implements GssContext {
  private static final System.Logger LOGGER = System.getLogger(AcceptorContext.class.getName());

  /** RFC 4121 section 1. */
  private static final String KERBEROS = "1.2.840.113554.1.2.2";

  private static final long BETWEEN_COMPLAINTS = Duration.ofSeconds(30).toNanos();
  private static final AtomicLong COMPLAINED = new AtomicLong();
  private static final byte[] NONE = {};

  private final Keytab keytab;
  private final Subject service;

  /** Null until the first token: to make it reads the keytab. */
  private GSSContext context;

  private interface Call<T> {
    T call() throws GSSException;
  }

  AcceptorContext(Keytab keytab) {
    this.keytab = requireNonNull(keytab, "keytab is null");
    service = keytab.service();
  }

  @Override
  public byte[] accept(byte[] token) throws GssException {
    if (context == null) {
      context = open();
    }
    byte[] answer = call(() -> context.acceptSecContext(token, 0, token.length));
    return answer == null ? NONE : answer;
  }

  @Override
  public boolean isEstablished() {
    return context != null && context.isEstablished();
  }

  @Override
  public byte[] wrap(byte[] message) throws GssException {
    return call(() -> context.wrap(message, 0, message.length, new MessageProp(0, false)));
  }

  @Override
  public byte[] unwrap(byte[] token) throws GssException {
    return call(() -> context.unwrap(token, 0, token.length, new MessageProp(0, false)));
  }

  @Override
  public String principal() throws GssException {
    return call(() -> context.getSrcName().toString());
  }

  private GSSContext open() throws GssException {
    if (!keytab.missing().isEmpty()) {
      complain("kerberosKeytab: %s has no key of %s".formatted(keytab.file(), keytab.missing()));
      throw new GssException(Fault.UNABLE, "there is no key");
    }
    try {
      return Subject.doAs(
          service, (PrivilegedExceptionAction<GSSContext>) () -> context(GSSManager.getInstance()));
    } catch (PrivilegedActionException e) {
      complain("kerberosKeytab: no tickets can be accepted: " + e.getCause());
      throw new GssException(Fault.UNABLE, "no credentials");
    }
  }

  /** Not more often than it is read: anybody can cause it. */
  private static void complain(String what) {
    long now = System.nanoTime();
    long last = COMPLAINED.get();
    if ((last == 0 || now - last > BETWEEN_COMPLAINTS) && COMPLAINED.compareAndSet(last, now)) {
      LOGGER.log(ERROR, what);
    }
  }

  private static GSSContext context(GSSManager manager) throws GSSException {
    return manager.createContext(
        manager.createCredential(
            null, GSSCredential.INDEFINITE_LIFETIME, new Oid(KERBEROS), GSSCredential.ACCEPT_ONLY));
  }

  private static <T> T call(Call<T> call) throws GssException {
    try {
      return call.call();
    } catch (GSSException e) {
      LOGGER.log(DEBUG, "a ticket is refused", e);
      throw new GssException(fault(e), e.getMajorString());
    } catch (RuntimeException e) {
      // What the JDK's parser of tokens did not foresee.
      LOGGER.log(DEBUG, "a token cannot be read", e);
      throw new GssException(Fault.ILL_FORMED, "it cannot be read");
    }
  }

  private static Fault fault(GSSException e) {
    return switch (e.getMajor()) {
      case GSSException.DEFECTIVE_TOKEN, GSSException.BAD_MECH -> Fault.ILL_FORMED;
      default -> Fault.REFUSED;
    };
  }
}
