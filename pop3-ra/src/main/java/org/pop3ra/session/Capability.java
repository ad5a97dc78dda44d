package org.pop3ra.session;

import java.util.ArrayList;
import java.util.List;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;

/**
 * What CAPA announces (RFC 2449 section 6). The predicate that announces a capability is the one
 * that lets its command pass: nothing is announced and then refused. All but STLS are the same in
 * all states.
 */
enum Capability {
  /** RFC 2449 section 6.2. */
  TOP("TOP"),
  /** RFC 2449 section 6.2: USER and PASS, where a password may be shown. */
  USER("USER") {
    @Override
    boolean offered(Pop3Session session) {
      return session.offer().passwords();
    }
  },
  /** RFC 5034 section 3, with the mechanisms that can succeed on this connection. */
  SASL("SASL") {
    @Override
    boolean offered(Pop3Session session) {
      return !session.offer().mechanisms().isEmpty();
    }

    @Override
    String line(Pop3Session session) {
      return session.offer().capability();
    }
  },
  /** RFC 2595 section 4: in the AUTHORIZATION state, and not twice. */
  STLS("STLS") {
    @Override
    boolean offered(Pop3Session session) {
      return session.client().startTls() && session.state() instanceof Authorization;
    }
  },
  /** RFC 2449 section 6.8. */
  UIDL("UIDL"),
  /** RFC 2449 section 6.4. */
  RESP_CODES("RESP-CODES"),
  /** RFC 3206 section 6. */
  AUTH_RESP_CODE("AUTH-RESP-CODE"),
  /** RFC 2449 section 6.6. */
  PIPELINING("PIPELINING"),
  /** RFC 2449 section 6.7: the server never deletes of its own accord. */
  EXPIRE("EXPIRE NEVER"),
  /** RFC 2449 section 6.9. */
  IMPLEMENTATION("IMPLEMENTATION") {
    @Override
    String line(Pop3Session session) {
      return super.line(session) + " " + session.settings().implementation();
    }
  };

  private final String tag;

  Capability(String tag) {
    this.tag = tag;
  }

  boolean offered(Pop3Session session) {
    return true;
  }

  String line(Pop3Session session) {
    return tag;
  }

  static Reply list(Pop3Session session) {
    List<String> lines = new ArrayList<>();
    for (Capability capability : values()) {
      if (capability.offered(session)) {
        lines.add(capability.line(session));
      }
    }
    return new Reply.Lines(Text.CAPABILITIES, lines);
  }
}
