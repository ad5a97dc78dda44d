package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Wrong passwords, so many a second, half of them for account 0 and half for names that nobody has,
 * while from the first moment on another account logs in for the first time every half second, and a
 * session that is open says NOOP.
 */
final class Guessing {
  private static final int LOGINS_A_SECOND = 2;
  private static final int NOOPS_A_LOGIN = 8;
  private static final int PAUSE_MILLIS = 50;
  private static final int OPEN_SECONDS = 10;
  private static final int OTHERS = 48;
  private static final int GUESSERS = 40;

  private final Target target;
  private final int rate;
  private final Tally tally = new Tally();
  private final List<Double> logins = new ArrayList<>();
  private final List<Double> noops = new ArrayList<>();

  Guessing(Target target, int rate) {
    this.target = requireNonNull(target, "target is null");
    this.rate = rate;
  }

  Figures run(int seconds, PrintStream out) throws InterruptedException, IOException {
    Thread guesser = new Thread(this::guess, "guesser");
    guesser.setDaemon(true);
    long begin = System.nanoTime();
    guesser.start();
    try (Pop3Client other = new Pop3Client(target, Security.NONE, 0)) {
      other.connect();
      logins.add(other.login(1));
      for (int i = 0; i < LOGINS_A_SECOND * seconds; i++) {
        login(2 + i);
        noops(other);
      }
      other.quit();
    }
    guesser.interrupt();
    guesser.join();
    out.println("first logins, ms: " + Opening.spread(logins));
    out.println("NOOP, ms: " + Opening.spread(noops));
    return tally.figures((System.nanoTime() - begin) / 1e9);
  }

  private void login(int account) {
    try (Pop3Client pop = new Pop3Client(target, Security.NONE, 2 + account % OTHERS)) {
      long begin = System.nanoTime();
      pop.connect();
      pop.login(account);
      logins.add((System.nanoTime() - begin) / 1e6);
      pop.quit();
      tally.done();
    } catch (IOException e) {
      tally.error(e);
    }
  }

  private void noops(Pop3Client other) throws IOException, InterruptedException {
    for (int i = 0; i < NOOPS_A_LOGIN; i++) {
      long begin = System.nanoTime();
      other.noop();
      noops.add((System.nanoTime() - begin) / 1e6);
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Does not wait for the refusals, which come late: the connections are closed after a while. */
  private void guess() {
    ArrayDeque<Socket> open = new ArrayDeque<>();
    try {
      long begin = System.nanoTime();
      for (int i = 0; true; i++) {
        open.add(guess(i));
        if (open.size() > OPEN_SECONDS * rate) {
          open.remove().close();
        }
        long early = i * 1000L / rate - (System.nanoTime() - begin) / 1_000_000;
        Thread.sleep(Math.max(0, early));
      }
    } catch (InterruptedException e) {
      // The end.
    } catch (IOException e) {
      tally.error(e);
    }
  }

  /** From addresses of its own. */
  private Socket guess(int number) throws IOException {
    Socket socket = Wire.socket(target.pop3(), 1, 1 + number % GUESSERS);
    String name = number % 2 == 0 ? target.users().name(0) : "nobody" + number;
    String commands = "USER " + name + "\r\nPASS wrong" + number + "\r\n";
    socket.getOutputStream().write(commands.getBytes(US_ASCII));
    return socket;
  }
}
