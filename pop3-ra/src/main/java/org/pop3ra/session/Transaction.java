package org.pop3ra.session;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.time.Duration;
import org.pop3ra.protocol.Command;
import org.pop3ra.protocol.DecimalNumber;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.spi.MaildropListener;

/**
 * The TRANSACTION state (RFC 1939 section 5). Only RETR, TOP and QUIT with deletes need a store.
 */
record Transaction(Maildrop maildrop) implements CommandState {

  Transaction {
    requireNonNull(maildrop, "maildrop is null");
  }

  /** Whoever lost the lease learns so from any line, also from one that is no command. */
  @Override
  public Outcome<MaildropListener> take(byte[] line, Pop3Session session) throws Rejection {
    return maildrop.lease().current()
        ? CommandState.super.take(line, session)
        : session.end(EndReason.LEASE_LOST, Reply.err(SYS_TEMP, Text.LEASE_LOST));
  }

  @Override
  public Outcome<MaildropListener> answer(Command command, Pop3Session session) throws Rejection {
    return switch (command.verb()) {
      case STAT -> Answer.of(new Reply.Facts(maildrop.count() + " " + maildrop.octets()));
      case LIST -> list(command, ScanListing.Kind.SIZES);
      case UIDL -> list(command, ScanListing.Kind.UNIQUE_IDS);
      case RETR -> retr(command, session);
      case TOP -> top(command, session);
      case DELE -> dele(command);
      case NOOP -> Answer.of(Reply.ok(Text.NOTHING_TO_DO));
      case RSET -> rset();
      case QUIT -> quit(session);
      case CAPA -> Answer.of(session.capabilities());
      case APOP, AUTH, USER, PASS, STLS -> throw Rejection.bad(Text.ALREADY_LOGGED_IN);
    };
  }

  private Outcome<MaildropListener> list(Command command, ScanListing.Kind kind) throws Rejection {
    ScanListing scan = new ScanListing(maildrop, kind);
    return command.hasArgument()
        ? Answer.of(scan.one(maildrop.message(command.argument(0))))
        : scan.begin();
  }

  private Outcome<MaildropListener> retr(Command command, Pop3Session session) throws Rejection {
    return Retrieval.whole(session, maildrop, maildrop.message(command.argument(0))).begin();
  }

  private Outcome<MaildropListener> top(Command command, Pop3Session session) throws Rejection {
    int index = maildrop.message(command.argument(0));
    int lines = DecimalNumber.parse(command.argument(1));
    return Retrieval.top(session, maildrop, index, lines).begin();
  }

  private Outcome<MaildropListener> dele(Command command) throws Rejection {
    maildrop.delete(maildrop.message(command.argument(0)));
    return Answer.of(Reply.ok(Text.MARKED));
  }

  private Outcome<MaildropListener> rset() {
    maildrop.undelete();
    return Answer.of(Reply.ok(Text.UNMARKED));
  }

  /** RFC 1939 section 6: the UPDATE state begins, if there is something to update. */
  private Outcome<MaildropListener> quit(Pop3Session session) {
    return maildrop.deletedCount() == 0
        ? session.end(EndReason.QUIT, Reply.ok(Text.BYE))
        : new Update(session, maildrop).begin();
  }

  @Override
  public Duration idleLimit(Pop3Session session) {
    return session.idle();
  }

  @Override
  public void release() {
    maildrop.lease().release();
  }
}
