import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Loads a server on the loopback interface, checks every reply, and prints what it measured. One command a run:
 *
 * <pre>
 *   java Load.java accounts COUNT                    create bench00000 ... over REST
 *   java Load.java fill COUNT ACCOUNTS OCTETS        COUNT messages, each to the first ACCOUNTS accounts
 *   java Load.java open TIMES ACCOUNT                time of PASS on one maildrop
 *   java Load.java idle SESSIONS SECONDS             each its own account; NOOP at the end
 *   java Load.java retr SESSIONS                     message 1 of SESSIONS accounts, all at once
 *   java Load.java poll CLIENTS SECONDS ACCOUNTS     login, STAT, UIDL, LIST, QUIT, over and over
 *   java Load.java guess RATE SECONDS                RATE wrong passwords a second, while others log in for the first time
 *   java Load.java deliver CLIENTS TIMES OCTETS      each client TIMES messages to an account of its own
 * </pre>
 *
 * Ports and the administrator's password come from the variables that the server uses. Exit status 1 if any reply was
 * wrong.
 */
public final class Load {
  private static final String HOST = "127.0.0.1";
  private static final int POP3 = port("POP3_PORT", 1110);
  private static final int LMTP = port("LMTP_PORT", 1024);
  private static final int HTTP = port("POP3_HTTP_PORT", 8080);
  private static final AtomicInteger GUESSES = new AtomicInteger();
  private static final Map<String, AtomicInteger> ERRORS = new ConcurrentSkipListMap<>();
  /** Sessions hold the connection between these, so that a limit per address does not decide the result. */
  private static final int ADDRESSES = 50;

  public static void main(String[] args) throws Exception {
    int[] n = Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
    long start = System.nanoTime();
    switch (args[0]) {
      case "accounts" -> accounts(n[0]);
      case "fill" -> fill(n[0], n[1], n[2]);
      case "open" -> open(n[0], n[1]);
      case "idle" -> idle(n[0], n[1]);
      case "retr" -> retr(n[0]);
      case "poll" -> poll(n[0], n[1], n[2]);
      case "guess" -> guess(n[0], n[1]);
      case "deliver" -> deliver(n[0], n[1], n[2]);
      default -> throw new IllegalArgumentException("what is " + args[0] + "?");
    }
    System.out.printf("%s: %.1f s, errors %s%n", String.join(" ", args), seconds(start), ERRORS);
    System.exit(ERRORS.isEmpty() ? 0 : 1);
  }

  private static void accounts(int count) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    String login = "admin:" + System.getenv("POP3_ADMIN_PASSWORD");
    String basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    inParallel(4, count, i -> {
      String body = "{\"password\":\"pw%05d\",\"addresses\":[\"%s@bench.example\"]}".formatted(i, user(i));
      HttpRequest put = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + HTTP + "/pop3/api/accounts/" + user(i)))
          .header("Authorization", basic).header("Content-Type", "application/json")
          .PUT(HttpRequest.BodyPublishers.ofString(body)).build();
      int status = client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
      check(status == 201 || status == 204, "account " + status);
    });
  }

  private static void fill(int count, int accounts, int octets) throws Exception {
    byte[] message = message(octets);
    inParallel(4, 4, worker -> {
      try (Wire lmtp = new Wire(LMTP, worker)) {
        lmtp.expect("220");
        lmtp.command("LHLO bench.example", "250");
        for (int i = worker; i < count; i += 4) {
          deliverTo(lmtp, message, 0, accounts);
        }
        lmtp.command("QUIT", "221");
      }
    });
  }

  private static void deliverTo(Wire lmtp, byte[] message, int first, int accounts) throws IOException {
    StringBuilder commands = new StringBuilder("MAIL FROM:<sender@bench.example>\r\n");
    for (int i = first; i < first + accounts; i++) {
      commands.append("RCPT TO:<").append(user(i)).append("@bench.example>\r\n");
    }
    lmtp.send(commands + "DATA\r\n");
    for (int i = 0; i <= accounts; i++) {
      lmtp.expect("250");
    }
    lmtp.expect("354");
    lmtp.send(message);
    for (int i = 0; i < accounts; i++) {
      lmtp.expect("250");
    }
  }

  private static void deliver(int clients, int times, int octets) throws Exception {
    byte[] message = message(octets);
    long start = System.nanoTime();
    inParallel(clients, clients, i -> {
      try (Wire lmtp = new Wire(LMTP, i)) {
        lmtp.expect("220");
        lmtp.command("LHLO bench.example", "250");
        for (int k = 0; k < times; k++) {
          deliverTo(lmtp, message, i, 1);
        }
        lmtp.command("QUIT", "221");
      }
    });
    System.out.printf("%d deliveries, %.1f/s%n", clients * times, clients * times / seconds(start));
  }

  private static void open(int times, int account) throws IOException {
    double[] millis = new double[times];
    int messages = 0;
    for (int i = 0; i < times; i++) {
      try (Wire pop = new Wire(POP3, 0)) {
        pop.expect("+OK");
        pop.command("USER " + user(account), "+OK");
        long start = System.nanoTime();
        pop.command("PASS pw%05d".formatted(account), "+OK");
        millis[i] = (System.nanoTime() - start) / 1e6;
        messages = Integer.parseInt(pop.command("STAT", "+OK").split(" ")[1]);
        pop.command("QUIT", "+OK");
      }
    }
    Arrays.sort(millis);
    System.out.printf("PASS with %d messages, ms: min %.1f median %.1f max %.1f%n",
        messages, millis[0], millis[times / 2], millis[times - 1]);
  }

  private static void idle(int sessions, int seconds) throws Exception {
    Wire[] open = loggedIn(sessions);
    System.out.printf("%d sessions logged in; holding %d s%n", sessions, seconds);
    Thread.sleep(seconds * 1000L);
    inParallel(8, sessions, i -> {
      try (Wire pop = open[i]) {
        pop.command("NOOP", "+OK");
        pop.command("QUIT", "+OK");
      }
    });
  }

  /** A few at a time: the first login of each account computes a hash. */
  private static Wire[] loggedIn(int sessions) throws Exception {
    Wire[] open = new Wire[sessions];
    inParallel(8, sessions, i -> {
      open[i] = new Wire(POP3, i);
      open[i].login(i);
    });
    return open;
  }

  private static void retr(int sessions) throws Exception {
    Wire[] open = loggedIn(sessions);
    AtomicLong octets = new AtomicLong();
    long start = System.nanoTime();
    inParallel(sessions, sessions, i -> {
      try (Wire pop = open[i]) {
        long listed = Long.parseLong(pop.command("LIST 1", "+OK").split(" ")[2]);
        pop.command("RETR 1", "+OK");
        long read = pop.multiline(null);
        check(read == listed, "LIST " + listed + " RETR " + read);
        octets.addAndGet(read);
        pop.command("QUIT", "+OK");
      }
    });
    System.out.printf("%.0f MB, %.0f MB/s%n", octets.get() / 1e6, octets.get() / 1e6 / seconds(start));
  }

  private static void poll(int clients, int seconds, int accounts) throws Exception {
    AtomicInteger done = new AtomicInteger();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    inParallel(clients, clients, i -> {
      for (int k = i; System.nanoTime() < end; k += clients) {
        pollOnce(i, accounts < clients ? i % accounts : k % (accounts / clients * clients));
        done.incrementAndGet();
      }
    });
    System.out.printf("%d sessions, %.0f/s%n", done.get(), done.get() / (double) seconds);
  }

  private static void pollOnce(int client, int account) throws IOException {
    try (Wire pop = new Wire(POP3, client)) {
      pop.login(account);
      String[] stat = pop.command("STAT", "+OK").split(" ");
      List<String> lines = new ArrayList<>();
      pop.command("UIDL", "+OK");
      pop.multiline(lines);
      check(lines.size() == Integer.parseInt(stat[1]), "STAT and UIDL differ");
      lines.clear();
      pop.command("LIST", "+OK");
      pop.multiline(lines);
      long total = lines.stream().mapToLong(line -> Long.parseLong(line.split(" ")[1])).sum();
      check(total == Long.parseLong(stat[2]), "STAT and LIST differ");
      pop.command("QUIT", "+OK");
    }
  }

  /** Wrong passwords for account 0 from 40 addresses; every half second another account logs in from an address of its own. */
  private static void guess(int rate, int seconds) throws Exception {
    Thread guesser = new Thread(() -> guessUntil(System.nanoTime() + (seconds + 5) * 1_000_000_000L, rate));
    guesser.setDaemon(true);
    try (Wire other = new Wire(POP3, 0)) {
      other.login(1);
      guesser.start();
      Thread.sleep(3_000);
      List<Double> logins = new ArrayList<>();
      List<Double> noops = new ArrayList<>();
      for (int i = 0; i < 2 * seconds; i++) {
        long start = System.nanoTime();
        try (Wire pop = new Wire(POP3, 2 + i % 48)) {
          pop.login(2 + i);
          logins.add((System.nanoTime() - start) / 1e6);
          pop.command("QUIT", "+OK");
        }
        for (int k = 0; k < 8; k++) {
          long asked = System.nanoTime();
          other.command("NOOP", "+OK");
          noops.add((System.nanoTime() - asked) / 1e6);
          Thread.sleep(50);
        }
      }
      print("first logins", logins);
      print("NOOP", noops);
    }
    System.out.printf("%d guesses sent%n", GUESSES.get());
  }

  private static void print(String what, List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf("%s, ms: median %.1f p99 %.1f max %.1f%n", what,
        sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], sorted[sorted.length - 1]);
  }

  /** Does not wait for the refusals, which come late: the connections are closed after ten seconds. */
  private static void guessUntil(long end, int rate) {
    ArrayDeque<Socket> open = new ArrayDeque<>();
    long begun = System.nanoTime();
    for (int i = 0; System.nanoTime() < end; i++) {
      try {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.1." + (1 + i % 40)), 0));
        socket.connect(new InetSocketAddress(HOST, POP3));
        socket.getOutputStream().write(("USER " + user(0) + "\r\nPASS wrong" + i + "\r\n").getBytes(StandardCharsets.US_ASCII));
        open.add(socket);
        GUESSES.incrementAndGet();
        if (open.size() > 10 * rate) {
          open.remove().close();
        }
        Thread.sleep(Math.max(0, (i * 1000L) / rate - (System.nanoTime() - begun) / 1_000_000));
      } catch (IOException e) {
        check(false, "guess: " + e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** A connection whose replies are checked. */
  private static final class Wire implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    Wire(int port, int number) throws IOException {
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + (1 + number % ADDRESSES)), 0));
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(HOST, port));
      in = new BufferedInputStream(socket.getInputStream(), 2048);
      out = new BufferedOutputStream(socket.getOutputStream(), 2048);
    }

    void login(int account) throws IOException {
      expect("+OK");
      command("USER " + user(account), "+OK");
      command("PASS pw%05d".formatted(account), "+OK");
    }

    String command(String line, String status) throws IOException {
      send(line + "\r\n");
      return expect(status);
    }

    void send(String octets) throws IOException {
      send(octets.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] octets) throws IOException {
      out.write(octets);
      out.flush();
    }

    String expect(String status) throws IOException {
      String line = line();
      while (status.length() == 3 && line.startsWith(status + "-")) {
        line = line();
      }
      check(line.startsWith(status), "wanted " + status + " got " + line);
      return line;
    }

    /** Octets of a multi-line reply, unstuffed, without the terminator; its lines too, where wanted. */
    long multiline(List<String> lines) throws IOException {
      long octets = 0;
      for (byte[] line = octetsOfLine(); !(line.length == 1 && line[0] == '.'); line = octetsOfLine()) {
        octets += line.length + 2 - (line.length > 0 && line[0] == '.' ? 1 : 0);
        if (lines != null) {
          lines.add(new String(line, StandardCharsets.US_ASCII));
        }
      }
      return octets;
    }

    private String line() throws IOException {
      return new String(octetsOfLine(), StandardCharsets.ISO_8859_1);
    }

    private byte[] octetsOfLine() throws IOException {
      byte[] line = new byte[128];
      int length = 0;
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) {
          throw new IOException("the server closed the connection");
        }
        if (length == line.length) {
          line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = (byte) octet;
      }
      return Arrays.copyOf(line, Math.max(0, length - 1));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private interface Numbered {
    void run(int number) throws Exception;
  }

  private static void inParallel(int threads, int count, Numbered work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      all.add(pool.submit(() -> {
        try {
          work.run(number);
        } catch (Exception e) {
          check(false, e.toString());
        }
      }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
  }

  private static void check(boolean right, String what) {
    if (!right) {
      ERRORS.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }
  }

  private static byte[] message(int octets) {
    StringBuilder text = new StringBuilder("From: sender@bench.example\r\nSubject: bench\r\n\r\n");
    String line = "..The quick brown fox jumps over the lazy dog, again and again, line by line.\r\n";
    while (text.length() < octets) {
      text.append(line);
    }
    return text.append(".\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String user(int number) {
    return "bench%05d".formatted(number);
  }

  private static int port(String name, int otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
