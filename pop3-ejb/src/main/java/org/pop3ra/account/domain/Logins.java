package org.pop3ra.account.domain;

import java.sql.SQLException;
import java.util.Optional;

/** Finds who may log in. Each call is a short transaction of its own. */
public interface Logins {

  /** The account of that name or address; a domain's catch-all is no name to log in with. */
  Optional<StoredLogin> find(String foldedName) throws SQLException;

  /**
   * Replaces a hash by another one of the same password, unless the password was changed meanwhile.
   * The password version stays: nobody must log in again.
   */
  void rehash(StoredLogin login, String replacement) throws SQLException;
}
