package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3ra.netty.ListenerSettings.Limit;
import org.pop3ra.spi.ScriptedMaildrops;

class ListenerTest {
  private final TestServer.Builder builder = TestServer.serving(new ScriptedMaildrops());

  @Test
  void refusesTheConnectionBeyondTheLimitAndTakesOneAgainWhenOneHasGone() throws IOException {
    builder.maxConnections = 2;
    try (TestServer server = builder.start();
        TestClient first = server.client();
        TestClient second = server.client()) {
      assertThat(first.line()).startsWith("+OK");
      assertThat(second.line()).startsWith("+OK");
      assertRefused(server.client());
      assertThat(server.listener().connections()).isEqualTo(2);

      first.send("QUIT\r\n");
      assertThat(first.restAsText()).startsWith("+OK");
      first.reset();
      await().until(() -> server.listener().connections() == 1);

      try (TestClient third = server.client()) {
        assertThat(third.line()).startsWith("+OK");
        assertRefused(server.client());
      }
    }
  }

  @Test
  @Timeout(20)
  void tellsWhoBindsOfAFailureOfItsOwn() {
    Site<String> site = site(0, 1);
    try (EventLoops loops = new EventLoops(2)) {
      assertThatThrownBy(
              () ->
                  Listener.bind(
                      loops,
                      site.settings(),
                      site.conversations(),
                      site.endpoint(),
                      site.workers()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Port 0");
    }
  }

  @Test
  void cutsWhatIsLeftEvenIfItIsInterrupted() throws IOException {
    try (EventLoops loops = new EventLoops(2)) {
      Listener listener = bind(loops, 0);
      listener.accept();
      try (TestClient client = new TestClient(listener.port())) {
        assertThat(client.send("s").line()).startsWith("hello");
        Thread.currentThread().interrupt();

        boolean ended = close(listener);

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(ended).isTrue();
        assertThat(listener.connections()).isZero();
      }
    }
  }

  @Test
  void refusesTheConnectionBeyondTheLimitOfItsAddressOnly() throws IOException {
    builder.maxPerAddress = 1;
    try (TestServer server = builder.start();
        TestClient first = server.client()) {
      assertThat(first.line()).startsWith("+OK");
      assertRefused(server.client());

      try (TestClient other = TestClient.from("127.0.0.2", server.listener().port())) {
        assertThat(other.line()).startsWith("+OK");
      }
    }
  }

  @Test
  void keepsCountThroughAStormOfConnections() throws IOException {
    builder.maxConnections = 5;
    builder.maxPerAddress = 5;
    try (TestServer server = builder.start()) {
      List<CompletableFuture<Void>> storm = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        storm.add(CompletableFuture.runAsync(() -> comeAndGo(server, 50)));
      }
      storm.forEach(CompletableFuture::join);
      await().until(() -> server.listener().connections() == 0);

      List<TestClient> clients = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        clients.add(server.client());
        assertThat(clients.get(i).line()).startsWith("+OK");
      }
      assertRefused(server.client());
      for (TestClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void saysWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EventLoops loops = new EventLoops(2)) {
      assertThatThrownBy(() -> bind(loops, taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Port " + taken.getLocalPort());
    }
  }

  @Test
  void takesNoConnectionBeforeItIsTold() throws Exception {
    try (EventLoops loops = new EventLoops(2)) {
      Listener listener = bind(loops, 0);
      try (TestClient client = new TestClient(listener.port())) {
        client.socket().setSoTimeout(300);
        assertThatThrownBy(client::line).hasMessageContaining("timed out");

        listener.accept();
        client.send("1");
        client.socket().setSoTimeout(10_000);
        assertThat(client.line()).isEqualTo("hello 1");
      }
      assertThat(listener.close(Duration.ZERO, Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void closesTwiceAndSideBySide() throws Exception {
    try (EventLoops loops = new EventLoops(2)) {
      Listener listener = bind(loops, 0);
      CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> close(listener));

      assertThat(close(listener)).isTrue();
      assertThat(other.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(close(listener)).isTrue();
      new ServerSocket(listener.port(), 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void noticesDeadPeers() throws Exception {
    try (EventLoops loops = new EventLoops(2)) {
      Map<ChannelOption<?>, Object> options = options(loops);

      assertThat(options)
          .containsEntry(ChannelOption.SO_KEEPALIVE, true)
          .containsEntry(ChannelOption.TCP_NODELAY, true)
          .containsEntry(ChannelOption.ALLOW_HALF_CLOSURE, true)
          .containsEntry(EpollChannelOption.TCP_KEEPIDLE, 30)
          .containsEntry(EpollChannelOption.TCP_KEEPINTVL, 5)
          .containsEntry(EpollChannelOption.TCP_KEEPCNT, 3)
          .containsEntry(EpollChannelOption.TCP_USER_TIMEOUT, 0);
    }
  }

  @Test
  void noticesDeadPeersWithoutEpollToo() throws Exception {
    try (EventLoops loops = new EventLoops(Transport.NIO, 1)) {
      Map<String, Object> options = new HashMap<>();
      options(loops).forEach((option, value) -> options.put(option.name(), value));

      assertThat(options)
          .containsEntry("TCP_KEEPIDLE", 30)
          .containsEntry("TCP_KEEPINTERVAL", 5)
          .containsEntry("TCP_KEEPCOUNT", 3);
    }
  }

  /** The options of an accepted socket, as the kernel tells them. */
  private static Map<ChannelOption<?>, Object> options(EventLoops loops) throws Exception {
    CompletableFuture<Map<ChannelOption<?>, Object>> options = new CompletableFuture<>();
    ServerBootstrap server =
        Listener.server(loops, site(0), Door.inTheClear(new InetSocketAddress(0)), Map.of());
    Channel channel =
        server
            .option(ChannelOption.AUTO_READ, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel child) {
                    child.eventLoop().execute(() -> options.complete(all(child.config())));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    try (TestClient client =
        new TestClient(((InetSocketAddress) channel.localAddress()).getPort())) {
      assertThat(client.socket().isConnected()).isTrue();
      return options.get(10, TimeUnit.SECONDS);
    } finally {
      channel.close().sync();
    }
  }

  private static Map<ChannelOption<?>, Object> all(ChannelConfig config) {
    Map<ChannelOption<?>, Object> all = new HashMap<>(config.getOptions());
    // Known, but not among the options.
    all.put(
        EpollChannelOption.TCP_USER_TIMEOUT, config.getOption(EpollChannelOption.TCP_USER_TIMEOUT));
    return all;
  }

  private static Listener bind(EventLoops loops, int port) throws IOException {
    Site<String> site = site(port);
    return Listener.bind(
        loops, site.settings(), site.conversations(), site.endpoint(), site.workers());
  }

  private static Site<String> site(int port) {
    return site(port, 4096);
  }

  private static Site<String> site(int port, int mostRead) {
    return new Site<>(
        new ListenerSettings(
            List.of(Door.inTheClear(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))),
            List.of(),
            16_384,
            mostRead,
            new Limit("most", 10),
            new Limit("mostPerAddress", 0),
            new byte[0],
            Duration.ofMinutes(5)),
        client -> new FakeConversation(command -> FakeConversation.say(command + "\r\n")),
        new DirectEndpoint<>("listener"),
        new Workers(Runnable::run, 2, Duration.ofSeconds(10)),
        System::nanoTime);
  }

  private static boolean close(Listener listener) {
    try {
      return listener.close(Duration.ZERO, Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void comeAndGo(TestServer server, int times) {
    for (int i = 0; i < times; i++) {
      try (TestClient client = server.client()) {
        assertThat(client.line()).matches("(\\+OK|-ERR) .*");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void assertRefused(TestClient client) throws IOException {
    try (client) {
      assertThat(client.line()).isEqualTo(TestServer.REFUSAL);
      assertThat(client.closed()).isTrue();
    }
  }
}
