package org.pop3ra.netty;

import io.netty.channel.Channel;
import java.util.function.Consumer;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.session.Outcome.Pieces;
import org.pop3ra.session.Outcome.ReadyPieces;

/** The one task that a connection may have in hand, with the workers or with its event loop. */
final class Tasks<L> {
  private final Site<L> site;
  private final Channel channel;
  private final Runnable returned;
  private boolean inFlight;

  /** {@code returned} is run after each task's result was dealt with. */
  Tasks(Site<L> site, Channel channel, Runnable returned) {
    this.site = site;
    this.channel = channel;
    this.returned = returned;
  }

  boolean inFlight() {
    return inFlight;
  }

  /** One of {@code done} and {@code failed} is called on the event loop, later. */
  <T> void submit(Lane lane, Endpoint.Call<L, T> call, Consumer<T> done, Consumer<Failure> failed) {
    inFlight = true;
    try {
      site.workers()
          .submit(
              new ListenerJob<>(
                  channel,
                  site.endpoint(),
                  lane,
                  call,
                  result -> back(() -> done.accept(result)),
                  why -> back(() -> failed.accept(why))));
    } catch (RuntimeException | Error e) {
      inFlight = false;
      throw e;
    }
  }

  /** The next piece of a reply; one of the two is called on the event loop, later. */
  void fetch(Pieces<L> pieces, Consumer<Piece> fetched, Consumer<Failure> failed) {
    if (pieces instanceof ReadyPieces<L> ready) {
      turn(() -> fetched.accept(ready.next()));
    } else {
      submit(Lane.SLICE, pieces::next, fetched, failed);
    }
  }

  /** Not at once: others have their turn on the event loop between two pieces. */
  private void turn(Runnable how) {
    inFlight = true;
    try {
      channel.eventLoop().execute(() -> back(how));
    } catch (RuntimeException | Error e) {
      inFlight = false;
      throw e;
    }
  }

  private void back(Runnable how) {
    inFlight = false;
    try {
      how.run();
    } catch (RuntimeException | Error e) {
      Breakdown.close(channel, () -> "a result was not dealt with", e);
    } finally {
      returned.run();
    }
  }
}
