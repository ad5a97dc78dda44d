package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertyCheckTest {

  @Test
  void defaultsAreRight() {
    assertThat(PropertyCheck.of(Map.of())).isEmpty();
  }

  @Test
  void whatANumberMayBeIsSaidOfAWord() {
    assertThat(PropertyCheck.of(Map.of("idleSeconds", "9oo")))
        .containsExactly(new Complaint("idleSeconds", "9oo", "it must be from 1 to 86400"));
  }

  @Test
  void everyMistakeIsFound() {
    assertThat(PropertyCheck.of(Map.of("workers", "1", "cleartext", "maybe", "drainSeconds", "5")))
        .extracting(Complaint::property)
        .containsExactlyInAnyOrder("workers", "cleartext");
  }

  @Test
  void whatIsConfidentialIsNotRepeated() {
    assertThat(PropertyCheck.of(Map.of("secretKey", "c2hvcnQ=")))
        .containsExactly(
            new Complaint("secretKey", "...", "it must be base64 of 16, 24 or 32 octets"));
  }

  @Test
  void aMechanismMayBeNamedTwice() {
    assertThat(PropertyCheck.of(Map.of("mechanisms", "PLAIN LOGIN plain"))).isEmpty();
  }

  @Test
  void authoritiesOfClientsDoNotGoWithAContextOfTheServer() {
    assertThat(PropertyCheck.of(Map.of("tlsContext", "mail", "tlsClientAuthorities", "/ca.pem")))
        .extracting(Complaint::property)
        .containsExactly("tlsClientAuthorities");
  }

  @Test
  void anUnknownPropertyIsABug() {
    assertThatThrownBy(() -> PropertyCheck.of(Map.of("idle", "5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("idle");
  }
}
