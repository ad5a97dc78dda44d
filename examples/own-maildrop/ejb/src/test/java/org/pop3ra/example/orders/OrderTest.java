package org.pop3ra.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final OffsetDateTime PLACED =
      OffsetDateTime.of(2026, 3, 2, 9, 5, 0, 0, ZoneOffset.UTC);

  @Test
  void isAMailWithAHeaderAndABody() {
    assertThat(new Order(17, PLACED, "Jane", "cups", 1205).mail())
        .startsWith("From: Shop <shop@shop.example>\n")
        .contains("\nDate: Mon, 02 Mar 2026 09:05:00 +0000\n", "\nSubject: Order 17\n")
        .endsWith("\n\nCustomer: Jane\nGoods: cups\nTotal: 12.05\n");
  }

  @Test
  void whatACustomerWroteCannotBecomeAHeader() {
    String mail = new Order(17, PLACED, "Jane\r\nBcc: all@example.org", "cups", 0).mail();

    assertThat(mail.substring(0, mail.indexOf("\n\n"))).doesNotContain("Bcc");
  }
}
