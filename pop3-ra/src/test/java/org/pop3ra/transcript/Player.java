package org.pop3ra.transcript;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pop3ra.transcript.Transcript.Action;
import org.pop3ra.transcript.Transcript.Expect;
import org.pop3ra.transcript.Transcript.Given;
import org.pop3ra.transcript.Transcript.Left;
import org.pop3ra.transcript.Transcript.Login;
import org.pop3ra.transcript.Transcript.Send;
import org.pop3ra.transcript.Transcript.Step;
import org.pop3ra.transcript.Transcript.Turn;

/**
 * Plays a transcript on a stage. Whatever is not as written fails, and so does what the server says
 * beyond the script. Used once.
 */
public final class Player {
  private final Transcript transcript;
  private final Stage stage;
  private final int fragment;
  private final Map<String, Peer> peers = new LinkedHashMap<>();
  private final Map<String, String> captures = new HashMap<>();

  /** What was received, and is to be expected still. */
  private final Map<Peer, String> unread = new HashMap<>();

  private Player(Transcript transcript, Stage stage, int fragment) {
    this.transcript = requireNonNull(transcript, "transcript is null");
    this.stage = requireNonNull(stage, "stage is null");
    this.fragment = fragment;
  }

  /** Plays; each write of a client is one. Does not close the stage. */
  public static void play(Transcript transcript, Stage stage) throws Exception {
    play(transcript, stage, Integer.MAX_VALUE);
  }

  /** Plays; the writes of clients are cut into pieces of at most {@code fragment} octets. */
  public static void play(Transcript transcript, Stage stage, int fragment) throws Exception {
    new Player(transcript, stage, fragment).play();
  }

  private void play() throws Exception {
    for (Given given : transcript.givens()) {
      stage.given(given);
    }
    for (Step step : transcript.steps()) {
      perform(step);
    }
    int last = transcript.source().size();
    for (Peer peer : peers.values()) {
      peer.shutdownOutput();
      expectEnd(last, peer);
    }
  }

  private void perform(Step step) throws Exception {
    if (step instanceof Send send) {
      send(peer(send.client()), send.octets());
    } else if (step instanceof Expect expect) {
      expect(expect);
    } else if (step instanceof Login login) {
      login(login);
    } else if (step instanceof Turn turn) {
      turn(turn);
    } else if (step instanceof Left left) {
      int count = stage.messagesLeft(left.user());
      check(count == left.count(), left.line(), count + " messages");
    } else if (step instanceof Action action) {
      stage.act(action.words());
    }
  }

  private void send(Peer peer, byte[] octets) throws Exception {
    for (int from = 0; from < octets.length; ) {
      int to = from + Math.min(fragment, octets.length - from);
      peer.send(Arrays.copyOfRange(octets, from, to));
      from = to;
    }
  }

  private void expect(Expect expect) throws Exception {
    Optional<String> line = read(expect.line(), peer(expect.client()));
    check(line.isPresent(), expect.line(), "the end");
    String got = line.get();
    boolean complete = got.endsWith("\r\n");
    check(
        complete && expect.pattern().matches(got.substring(0, got.length() - 2), captures),
        expect.line(),
        complete ? got.substring(0, got.length() - 2) : "half a line: " + got);
  }

  private void login(Login login) throws Exception {
    Peer peer = peer(login.client());
    SaslClient client =
        SaslClient.of(login.mechanism(), login.user(), login.secret(), peer::serverEndPoint);
    String said = client.command();
    while (said != null) {
      send(peer, (said + "\r\n").getBytes(StandardCharsets.US_ASCII));
      String reply = read(login.line(), peer).orElse("");
      said = reply.startsWith("+ ") ? client.respond(reply.substring(2).strip()) : null;
      if (said == null && !reply.isEmpty()) {
        unread.put(peer, reply);
      }
    }
  }

  /** Silence is reported like a wrong line. */
  private Optional<String> read(int line, Peer peer) {
    String kept = unread.remove(peer);
    if (kept != null) {
      return Optional.of(kept);
    }
    try {
      return peer.readLine();
    } catch (IOException | AssertionError e) {
      throw new AssertionError(report(line, e.getMessage()), e);
    }
  }

  private void turn(Turn turn) throws Exception {
    Peer peer = peer(turn.client());
    switch (turn.kind()) {
      case TLS -> peer.startTls();
      case HALF_CLOSE -> peer.shutdownOutput();
      case DROP -> {
        peer.drop();
        peers.remove(turn.client());
      }
      case CLOSED -> {
        expectEnd(turn.line(), peer);
        peers.remove(turn.client());
      }
      case CUT -> {
        expectCut(turn.line(), peer);
        peers.remove(turn.client());
      }
    }
  }

  private void expectEnd(int line, Peer peer) throws Exception {
    Optional<String> more = read(line, peer);
    check(more.isEmpty(), line, more.orElse(""));
  }

  private void expectCut(int line, Peer peer) throws Exception {
    Optional<String> more = read(line, peer);
    while (more.isPresent()) {
      check(!more.get().equals(".\r\n"), line, "a terminator");
      more = read(line, peer);
    }
  }

  private Peer peer(String client) throws Exception {
    Peer peer = peers.get(client);
    if (peer == null) {
      peer = stage.connect();
      peers.put(client, peer);
    }
    return peer;
  }

  private void check(boolean condition, int line, String got) {
    if (!condition) {
      throw new AssertionError(report(line, got));
    }
  }

  /** The script up to the line that went wrong, and what came instead. */
  private String report(int line, String got) {
    StringBuilder report = new StringBuilder(transcript.name()).append(':').append(line);
    transcript.source().stream()
        .limit(line)
        .forEach(source -> report.append(System.lineSeparator()).append("  ").append(source));
    return report.append(System.lineSeparator()).append("  ^ got: ").append(got).toString();
  }
}
