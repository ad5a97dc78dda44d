package org.pop3ra.kerberos;

import com.sun.security.auth.module.Krb5LoginModule;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.MessageProp;
import org.ietf.jgss.Oid;
import org.pop3ra.sasl.GssContextContract;

/** The client's end of a context by the JDK, with a ticket for a service. */
final class TicketHolder implements GssContextContract.Client {
  private final Subject user;
  private final GSSContext context;

  private TicketHolder(Subject user, GSSContext context) {
    this.user = user;
    this.context = context;
  }

  /** Logs in; the JVM must know the realm. */
  static TicketHolder of(String name, String password, String service) throws Exception {
    Subject user = login(name, password);
    PrivilegedExceptionAction<GSSContext> begin =
        () -> {
          GSSManager manager = GSSManager.getInstance();
          Oid kerberos = new Oid("1.2.840.113554.1.2.2");
          GSSContext context =
              manager.createContext(
                  manager.createName(service, new Oid("1.2.840.113554.1.2.2.1")),
                  kerberos,
                  null,
                  GSSContext.DEFAULT_LIFETIME);
          context.requestMutualAuth(true);
          return context;
        };
    return new TicketHolder(user, Subject.doAs(user, begin));
  }

  private static Subject login(String name, String password) throws LoginException {
    Subject user = new Subject();
    Krb5LoginModule module = new Krb5LoginModule();
    module.initialize(
        user,
        callbacks -> answer(callbacks, password),
        Map.of(),
        Map.of("principal", name, "refreshKrb5Config", "true"));
    module.login();
    module.commit();
    return user;
  }

  private static void answer(Callback[] callbacks, String password)
      throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (!(callback instanceof PasswordCallback asked)) {
        throw new UnsupportedCallbackException(callback);
      }
      asked.setPassword(password.toCharArray());
    }
  }

  @Override
  public byte[] token() throws Exception {
    return say(new byte[0]);
  }

  @Override
  public void take(byte[] answer) throws Exception {
    say(answer);
  }

  private byte[] say(byte[] answer) throws Exception {
    PrivilegedExceptionAction<byte[]> next = () -> context.initSecContext(answer, 0, answer.length);
    return Subject.doAs(user, next);
  }

  @Override
  public byte[] wrap(byte[] message) throws GSSException {
    return context.wrap(message, 0, message.length, new MessageProp(0, false));
  }

  @Override
  public byte[] unwrap(byte[] token) throws GSSException {
    return context.unwrap(token, 0, token.length, new MessageProp(0, false));
  }
}
