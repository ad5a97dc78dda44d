package org.pop3ra.account.vouching;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.util.Optional;
import java.util.Set;
import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.spi.LdapSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

/**
 * A directory (RFC 4511): finds the user's entry, or knows its name by a template, and binds with
 * the password that was shown. Who is not found is bound as somebody who does not exist, so that it
 * takes as long.
 */
public final class LdapVoucher implements Voucher<PasswordCredentials> {
  private static final System.Logger LOGGER = System.getLogger(LdapVoucher.class.getName());

  /** What a directory says of a user or a password that it does not know. */
  private static final Set<ResultCode> REFUSALS =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.NO_SUCH_OBJECT,
          ResultCode.INVALID_DN_SYNTAX,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS);

  private final LdapSettings settings;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);
  private LDAPConnectionPool connections;

  public LdapVoucher(LdapSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String vouch(PasswordCredentials shown) throws MaildropException {
    // An empty password would be no authentication at all, and succeed (RFC 4513 section 5.1.2).
    if (shown.user().isEmpty() || shown.password().isEmpty()) {
      throw refused();
    }
    try {
      return vouch(pool(), shown.user(), shown.password());
    } catch (LDAPException e) {
      failures.log(WARNING, "cannot ask the directory", e);
      throw new MaildropException(Reason.TEMPORARY, "cannot ask the directory");
    }
  }

  private String vouch(LDAPConnectionPool pool, String user, String password)
      throws LDAPException, MaildropException {
    Optional<String> dn = dn(pool, user);
    boolean right = binds(pool, dn.orElseGet(this::nobody), password);
    if (!right || dn.isEmpty() || !isMember(pool, dn.get(), user)) {
      throw refused();
    }
    return settings.attribute().isEmpty() ? user : name(pool, dn.get());
  }

  /** The name of the user's entry; empty if there is none, or more than one. */
  private Optional<String> dn(LDAPConnectionPool pool, String user) throws LDAPException {
    if (!settings.userDn().isEmpty()) {
      return Optional.of(settings.userDn().replace(LdapSettings.USER, escapedForDn(user)));
    }
    String filter = settings.filter().replace(LdapSettings.USER, Filter.encodeValue(user));
    SearchRequest search =
        new SearchRequest(
            settings.base(), SearchScope.SUB, Filter.create(filter), SearchRequest.NO_ATTRIBUTES);
    search.setSizeLimit(2);
    try {
      var found = pool.search(bounded(search)).getSearchEntries();
      return found.size() == 1 ? Optional.of(found.get(0).getDN()) : Optional.empty();
    } catch (LDAPSearchException e) {
      // There are more, be it than we want or than the directory shows at once.
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean binds(LDAPConnectionPool pool, String dn, String password)
      throws LDAPException {
    try {
      return pool.bindAndRevertAuthentication(new SimpleBindRequest(dn, password))
          .getResultCode()
          .equals(ResultCode.SUCCESS);
    } catch (LDAPException e) {
      if (REFUSALS.contains(e.getResultCode())) {
        return false;
      }
      throw e;
    }
  }

  private boolean isMember(LDAPConnectionPool pool, String dn, String user) throws LDAPException {
    if (settings.group().isEmpty()) {
      return true;
    }
    Filter member =
        Filter.createORFilter(
            Filter.createEqualityFilter("member", dn),
            Filter.createEqualityFilter("uniqueMember", dn),
            Filter.createEqualityFilter("memberUid", user));
    SearchRequest search =
        new SearchRequest(settings.group(), SearchScope.BASE, member, SearchRequest.NO_ATTRIBUTES);
    return pool.search(bounded(search)).getEntryCount() == 1;
  }

  private String name(LDAPConnectionPool pool, String dn) throws LDAPException, MaildropException {
    SearchResultEntry entry = pool.getEntry(dn, settings.attribute());
    String[] values = entry == null ? null : entry.getAttributeValues(settings.attribute());
    if (values == null || values.length != 1) {
      throw refused();
    }
    return values[0];
  }

  private SearchRequest bounded(SearchRequest search) {
    search.setTimeLimitSeconds(Math.toIntExact(settings.timeout().toSeconds()));
    return search;
  }

  /** Somebody with an entry where users have theirs, as far as a stranger can tell. */
  private String nobody() {
    return "cn=nobody-" + Long.toHexString(System.nanoTime()) + "," + settings.base();
  }

  /** RFC 4514 section 2.4. */
  private static String escapedForDn(String user) {
    return new RDN("x", user).toString().substring("x=".length());
  }

  /** Made when it is first needed: the directory may come up later than we. */
  private synchronized LDAPConnectionPool pool() throws LDAPException {
    if (connections == null) {
      connections = LdapConnections.to(settings);
    }
    return connections;
  }

  @Override
  public synchronized void close() {
    if (connections != null) {
      connections.close();
      connections = null;
    }
  }

  private static MaildropException refused() {
    return new MaildropException(Reason.CREDENTIALS, "the directory does not vouch for it");
  }
}
