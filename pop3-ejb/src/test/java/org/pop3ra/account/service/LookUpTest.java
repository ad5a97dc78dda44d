package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.account.domain.StoredLogin;

/** Names come from clients, and from tokens, directories and certificates. */
class LookUpTest {
  private final FakeLogins logins = new FakeLogins();
  private final LookUp lookUp = new LookUp(logins, () -> 0);

  /** PostgreSQL refuses the first of these, as if the question were wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"ann\0", "\nann", "an\u007fn", "an\u0085n"})
  void aNameWithAControlCharacterIsNobodys(String name) throws Exception {
    logins.put(name, new StoredLogin(1, 10, Optional.empty(), 7));

    assertThat(lookUp.find(name)).isEmpty();
    assertThat(lookUp.findShown(name)).isEmpty();
    assertThat(logins.lookups).isZero();
  }
}
