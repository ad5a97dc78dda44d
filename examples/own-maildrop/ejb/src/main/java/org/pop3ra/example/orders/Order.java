package org.pop3ra.example.orders;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a customer ordered.
 *
 * @param number given by the shop, ascending, never twice
 * @param cents what it costs, in cents
 */
record Order(long number, OffsetDateTime placed, String customer, String goods, long cents) {
  /** RFC 5322 section 3.3. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

  Order {
    requireNonNull(placed, "placed is null");
    requireNonNull(customer, "customer is null");
    requireNonNull(goods, "goods is null");
  }

  /**
   * The order as a mail (RFC 5322). Always the same, so that its size is. What customers wrote is
   * in the body only: in the header, a line end in it would be a line of the header.
   */
  String mail() {
    return """
        From: Shop <shop@shop.example>
        To: Clerks <clerks@shop.example>
        Date: %s
        Subject: Order %d
        Message-ID: <order-%d@shop.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit

        Customer: %s
        Goods: %s
        Total: %d.%02d
        """
        .formatted(DATE.format(placed), number, number, customer, goods, cents / 100, cents % 100);
  }
}
