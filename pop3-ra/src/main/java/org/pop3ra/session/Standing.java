package org.pop3ra.session;

/** In what order logins are checked when not all can be at once: the first before the others. */
enum Standing {
  /** This account logged in from this address before. */
  KNOWN,
  /** Nothing speaks for it, nothing against. */
  NEW,
  /** Logins from this address failed of late. */
  SUSPECT
}
