package org.pop3ra.account.service;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pop3ra.account.domain.IterationSpread;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;

/** Logins in a map, which counts how often it is asked, and may be out of reach. */
final class FakeLogins implements Logins {
  private final Map<String, StoredLogin> logins = new ConcurrentHashMap<>();
  int lookups;
  int counted;
  volatile boolean gone;
  IterationSpread iterations = IterationSpread.none();

  void put(String name, StoredLogin login) {
    logins.put(name, login);
  }

  void remove(String name) {
    logins.remove(name);
  }

  @Override
  public Optional<StoredLogin> find(String foldedName) throws SQLException {
    lookups++;
    if (gone) {
      throw new SQLException("the database is gone", "08006");
    }
    return Optional.ofNullable(logins.get(foldedName));
  }

  @Override
  public void rehash(StoredLogin login, String replacement) {
    throw new IllegalStateException("the database is gone");
  }

  @Override
  public void setScram(StoredLogin login, String foldedName, ScramVerifiers verifiers) {
    throw new IllegalStateException("the database is gone");
  }

  @Override
  public Map<String, Optional<String>> verifiers(StoredLogin login) {
    throw new IllegalStateException("the database is gone");
  }

  @Override
  public IterationSpread iterations() {
    counted++;
    return iterations;
  }

  @Override
  public byte[] secret() {
    return new byte[] {1, 2, 3};
  }
}
