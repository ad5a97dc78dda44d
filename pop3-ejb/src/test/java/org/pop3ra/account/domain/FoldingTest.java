package org.pop3ra.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FoldingTest {

  @Test
  void caseDoesNotMatter() {
    assertThat(Folding.fold("Alice@Example.ORG")).isEqualTo("alice@example.org");
    assertThat(Folding.fold("ÄRGER")).isEqualTo("ärger");
  }

  @Test
  void theWayALetterIsWrittenDoesNotMatter() {
    assertThat(Folding.fold("A\u030Angstro\u0308m")).isEqualTo(Folding.fold("\u212BNGSTR\u00D6M"));
  }

  @Test
  void theLanguageOfTheServerDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Folding.fold("INFO")).isEqualTo("info");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void differentLettersStayDifferent() {
    assertThat(Folding.fold("straße")).isNotEqualTo(Folding.fold("strasse"));
  }

  @Property
  void foldingTwiceChangesNothing(@ForAll String name) {
    assertThat(Folding.fold(Folding.fold(name))).isEqualTo(Folding.fold(name));
  }
}
