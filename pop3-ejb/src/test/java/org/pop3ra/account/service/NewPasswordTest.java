package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.PasswordChange;

class NewPasswordTest {

  @Test
  void isTakenAsItIs() throws Exception {
    String password = " pässword \ud83d\ude00 ";
    assertThat(NewPassword.prepared(password)).isEqualTo(password);
  }

  @Test
  void fitsIntoALine() throws Exception {
    assertThat(NewPassword.prepared("a".repeat(248))).hasSize(248);
    assertThatThrownBy(() -> NewPassword.prepared("ä".repeat(125)))
        .isInstanceOf(AccountException.class)
        .hasMessageContaining("248");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000", "a\n", "\u007f", "\ud800", "\u0085"})
  void couldNeverBeSent(String password) {
    assertThatThrownBy(() -> NewPassword.prepared(password))
        .isInstanceOfSatisfying(
            AccountException.class, e -> assertThat(e.field()).isEqualTo("password"));
  }

  @Test
  void isNeverPrinted() {
    assertThat(new PasswordChange.Replace("hunter2").toString()).doesNotContain("hunter2");
  }
}
