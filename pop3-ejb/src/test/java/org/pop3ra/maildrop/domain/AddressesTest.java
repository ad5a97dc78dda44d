package org.pop3ra.maildrop.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void theMostSpecificComesFirst() {
    assertThat(Addresses.candidates("Rose+Lists+x@Example.ORG"))
        .containsExactly("rose+lists+x@example.org", "rose@example.org", "@example.org");
    assertThat(Addresses.candidates("rose@example.org"))
        .containsExactly("rose@example.org", "@example.org");
  }

  @Test
  void aPlusIsNotAlwaysADetail() {
    assertThat(Addresses.candidates("+x@example.org"))
        .containsExactly("+x@example.org", "@example.org");
    assertThat(Addresses.candidates("\"a+b\"@example.org"))
        .containsExactly("\"a+b\"@example.org", "@example.org");
    assertThat(Addresses.candidates("rose@exa+mple.org"))
        .containsExactly("rose@exa+mple.org", "@exa+mple.org");
  }

  @Test
  void postmasterMayComeWithoutADomain() {
    assertThat(Addresses.candidates("Postmaster")).containsExactly("postmaster");
  }
}
