package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import org.pop3ra.protocol.Octets;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.ReplyEncoder;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Listing;
import org.pop3ra.spi.MaildropListener;

/**
 * LIST and UIDL (RFC 1939 sections 5 and 7). A long listing goes out in pieces, so that a maildrop
 * of 50,000 messages does not cost its session megabytes more.
 */
final class ScanListing implements Outcome.ReadyPieces<MaildropListener> {
  /** The longest line: two numbers of ten digits, or one with a unique-id of 70 characters. */
  private static final int LONGEST_LINE = 83;

  private static final int TERMINATOR = 3;
  private static final int SMALL_LINE = 32;

  /** What a line tells. */
  enum Kind {
    SIZES,
    UNIQUE_IDS
  }

  private final Maildrop maildrop;
  private final Listing listing;
  private final Kind kind;
  private int index;

  ScanListing(Maildrop maildrop, Kind kind) {
    this.maildrop = requireNonNull(maildrop, "maildrop is null");
    this.kind = requireNonNull(kind, "kind is null");
    listing = maildrop.listing();
  }

  /** One message's line, as the whole reply. */
  Reply one(int message) {
    return new Reply.Facts(
        switch (kind) {
          case SIZES -> (message + 1) + " " + listing.octets(message);
          case UNIQUE_IDS -> (message + 1) + " " + listing.uniqueId(message);
        });
  }

  Outcome<MaildropListener> begin() {
    Octets out = new Octets(Math.min(Content.CHUNK, SMALL_LINE * (maildrop.count() + 1)));
    ReplyEncoder.firstLine(new Reply.Facts(maildrop.count() + " messages"), out);
    index = maildrop.nextPresent(0);
    boolean last = fill(out);
    if (last) {
      return new Outcome.Reply<>(out.take(), After.CONTINUE);
    }
    return new Outcome.Stream<>(out.take(), this);
  }

  @Override
  public Piece next() {
    Octets out = new Octets(Content.CHUNK);
    boolean last = fill(out);
    return new Piece.Ready(out, last);
  }

  @Override
  public Outcome<MaildropListener> ended(boolean complete) {
    return complete ? Answer.none() : Answer.close();
  }

  /** Adds lines while there is room in a chunk; returns whether the listing is complete. */
  private boolean fill(Octets out) {
    while (index < listing.size()) {
      if (out.size() > Content.CHUNK - LONGEST_LINE - TERMINATOR) {
        return false;
      }
      line(out);
      index = maildrop.nextPresent(index + 1);
    }
    ReplyEncoder.terminator(out);
    return true;
  }

  private void line(Octets out) {
    out.number(index + 1L).octet(' ');
    switch (kind) {
      case SIZES -> out.number(listing.octets(index));
      case UNIQUE_IDS -> out.append(listing.uniqueId(index));
    }
    out.crlf();
  }
}
