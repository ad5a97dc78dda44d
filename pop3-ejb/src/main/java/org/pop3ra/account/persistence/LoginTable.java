package org.pop3ra.account.persistence;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.StoredLogin;

/** One indexed look-up for each login whose password is not remembered. */
@Stateless
public class LoginTable implements Logins {
  private static final String FIND =
      """
      select a.id, m.id, case when a.enabled then a.password end, a.password_version
      from login_name l join account a on a.id = l.account join maildrop m on m.account = a.id
      where l.name = ?1""";
  private static final String REHASH =
      "update account set password = ?1 where id = ?2 and password_version = ?3 and password = ?4";

  @PersistenceContext(unitName = "pop3")
  private EntityManager em;

  public LoginTable() {}

  /** For use without a container. */
  public LoginTable(EntityManager em) {
    this.em = em;
  }

  @Override
  public Optional<StoredLogin> find(String foldedName) {
    // '@example.org' takes the mail of a domain; nobody is called that.
    String name = foldedName.startsWith("@") ? "" : foldedName;
    List<?> rows = em.createNativeQuery(FIND).setParameter(1, name).getResultList();
    return rows.stream().findFirst().map(row -> login((Object[]) row));
  }

  @Override
  public void rehash(StoredLogin login, String replacement) {
    Query update = em.createNativeQuery(REHASH);
    update.setParameter(1, replacement);
    update.setParameter(2, login.account());
    update.setParameter(3, login.passwordVersion());
    update.setParameter(4, login.password().orElseThrow());
    update.executeUpdate();
  }

  private static StoredLogin login(Object[] row) {
    return new StoredLogin(
        ((Number) row[0]).longValue(),
        ((Number) row[1]).longValue(),
        Optional.ofNullable((String) row[2]),
        ((Number) row[3]).longValue());
  }
}
