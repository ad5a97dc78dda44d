package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.tls.TestTls;
import org.pop3ra.transcript.Peer;
import org.pop3ra.transcript.Stage;
import org.pop3ra.transcript.Transcript;

/** Plays transcripts on a deployed server. Each play makes its accounts anew. */
final class DeployedStage implements Stage {

  private final Server server;
  private final Database database;
  private final int port;
  private final Map<String, List<String>> addresses = new HashMap<>();
  private final List<SocketPeer> peers = new ArrayList<>();

  DeployedStage(Server server, Database database, int port) {
    this.server = server;
    this.database = database;
    this.port = port;
  }

  @Override
  public void given(Transcript.Given given) throws Exception {
    List<String> words = given.words();
    switch (words.get(0)) {
      case "maildrop" -> maildrop(words.get(1).split("/", 2), given.messages());
      case "address" -> address(words.get(1), words.get(2));
      default -> throw new IllegalArgumentException("unknown: given " + words);
    }
  }

  @Override
  public Peer connect() throws IOException {
    SocketPeer peer = new SocketPeer(InetAddress.getLoopbackAddress(), port, TestTls.client());
    peers.add(peer);
    return peer;
  }

  @Override
  public void act(List<String> words) {
    throw new IllegalArgumentException("unknown action " + words);
  }

  @Override
  public int messagesLeft(String user) throws Exception {
    return database.messages(user);
  }

  @Override
  public void close() throws IOException {
    for (SocketPeer peer : peers) {
      peer.drop();
    }
  }

  private void maildrop(String[] account, List<CanonicalMessage> messages) throws Exception {
    server.administration().send("DELETE", "accounts/" + quoted(account[0]), "");
    server.administration().put(quoted(account[0]), account[1]);
    addresses.put(account[0], new ArrayList<>());
    if (!messages.isEmpty()) {
      database.fill(account[0], messages);
    }
  }

  private void address(String address, String account) {
    List<String> all = addresses.get(account);
    all.add(address);
    server.administration().put(quoted(account), "secret", all.toArray(String[]::new));
  }

  private static String quoted(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
