package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Supplier;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;

/** What an exchange wants done next; all but the first three are the last of an exchange. */
public sealed interface SaslStep {

  /** Send this to the client, and bring its response. */
  record Challenge(byte[] octets) implements SaslStep {
    public Challenge {
      requireNonNull(octets, "octets is null");
    }
  }

  /** Look the verifier up, which blocks, and go on with it. */
  record LookUp(String user, ScramHash hash, Function<ScramVerifier, SaslStep> then)
      implements SaslStep {
    public LookUp {
      requireNonNull(user, "user is null");
      requireNonNull(hash, "hash is null");
      requireNonNull(then, "then is null");
    }
  }

  /** Do this, which blocks and touches the exchange alone, and go on with what comes of it. */
  record Work(Supplier<SaslStep> what) implements SaslStep {
    public Work {
      requireNonNull(what, "what is null");
    }
  }

  /** Log in with these, which blocks; they decide. */
  record Prove(Credentials credentials, RefusalForm form) implements SaslStep {
    public Prove {
      requireNonNull(credentials, "credentials is null");
      requireNonNull(form, "form is null");
    }

    public Prove(Credentials credentials) {
      this(credentials, RefusalForm.NONE);
    }
  }

  /** A failed login: what was shown is well-formed and wrong. */
  record Wrong(String user) implements SaslStep {
    public Wrong {
      requireNonNull(user, "user is null");
    }
  }

  /** A failed login that was counted already. */
  record Refused() implements SaslStep {}

  /** The server cannot tell now whether it is a login. */
  record Unable() implements SaslStep {}

  /** No login at all. */
  record Failed(Why why) implements SaslStep {
    public Failed {
      requireNonNull(why, "why is null");
    }
  }

  /** Why an exchange fails without a look at what was shown. */
  enum Why {
    /** By the client's own wish. */
    CANCELLED,
    /** Not what the mechanism's grammar allows here. */
    ILL_FORMED,
    /** The client was made to believe that channels cannot be bound (RFC 5802 section 6). */
    DOWNGRADED,
    /** The client's end of the TLS connection is not ours. */
    NOT_THIS_CHANNEL
  }

  static SaslStep illFormed() {
    return new Failed(Why.ILL_FORMED);
  }
}
