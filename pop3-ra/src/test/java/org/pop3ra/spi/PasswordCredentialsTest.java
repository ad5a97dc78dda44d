package org.pop3ra.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordCredentialsTest {

  @Test
  void areForTheUserUnlessTheClientWantsToBeAnother() {
    assertThat(new PasswordCredentials("mrose", "secret").isForUser()).isTrue();
    assertThat(new PasswordCredentials("mrose", "secret", "mrose").isForUser()).isTrue();
    assertThat(new PasswordCredentials("mrose", "secret", "jdoe").isForUser()).isFalse();
  }

  @Test
  void areNotPrinted() {
    assertThat(new PasswordCredentials("mrose", "secret")).hasToString("PasswordCredentials");
  }
}
