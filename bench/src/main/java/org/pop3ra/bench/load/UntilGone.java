package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;

/** What breaks when the server goes is no error; what breaks before other work succeeds is. */
final class UntilGone implements Work.Turns {
  private final Work.Turns turns;
  private IOException broken;

  UntilGone(Work.Turns turns) {
    this.turns = requireNonNull(turns, "turns is null");
  }

  @Override
  public boolean next(Tally tally) throws IOException {
    try {
      boolean more = turns.next(tally);
      if (broken != null) {
        tally.error(broken);
        broken = null;
      }
      return more;
    } catch (ConnectException e) {
      return false;
    } catch (Fault e) {
      throw e;
    } catch (IOException e) {
      broken = e;
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    turns.close();
  }
}
