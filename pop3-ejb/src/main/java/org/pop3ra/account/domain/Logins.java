package org.pop3ra.account.domain;

import java.sql.SQLException;
import java.util.Map;
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

  /**
   * Gives one name of an account verifiers of its password, unless the password was changed
   * meanwhile, or the name is not the account's.
   */
  void setScram(StoredLogin login, String foldedName, ScramVerifiers verifiers) throws SQLException;

  /**
   * The names of an account that may log in, each with the text of its {@link ScramVerifiers}, if
   * it has any.
   */
  Map<String, Optional<String>> verifiers(StoredLogin login) throws SQLException;

  /** What all names that have verifiers show. */
  IterationSpread iterations() throws SQLException;

  /**
   * Random octets that this installation has for good, on all its nodes, and shows to nobody; made
   * when they are first asked for.
   */
  byte[] secret() throws SQLException;
}
