package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.pop3ra.deployed.LoginServer.file;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.tls.KeyFiles;
import org.pop3ra.tls.TestTls;
import org.pop3ra.transcript.Peer;
import org.pop3ra.transcript.Stage;
import org.pop3ra.transcript.Transcript;

/**
 * Plays transcripts on a server like {@link LoginServer}, which accepts proofs that others do not.
 * Messages are delivered, and so are longer than they are given.
 */
final class LoginStage implements Stage {
  private static final Pattern MESSAGES = Pattern.compile("\"messages\":(\\d+)");

  private final Server server;
  private final List<SocketPeer> peers = new ArrayList<>();
  private SSLContext client = TestTls.client();

  LoginStage(Server server) {
    this.server = requireNonNull(server, "server is null");
  }

  @Override
  public void given(Transcript.Given given) throws IOException {
    List<String> words = given.words();
    switch (words.get(0)) {
      case "maildrop" -> maildrop(words.get(1).split("/", 2), given.messages());
      case "certificate" -> client = TestTls.client(pair(words.get(1)));
      case "proof" -> {
        // The server is configured for it, or its mechanism is refused.
      }
      default -> throw new IllegalArgumentException("unknown: given " + words);
    }
  }

  private void maildrop(String[] account, List<CanonicalMessage> messages) throws IOException {
    Administration administration = server.administration();
    administration.send("DELETE", "accounts/" + account[0], "");
    administration.putRecoverable(account[0], account[1], account[0] + "@example.org");
    try (LmtpClient lmtp = server.lmtp()) {
      for (CanonicalMessage message : messages) {
        lmtp.deliver(new String(message.octets(), ISO_8859_1), account[0]);
      }
    }
  }

  private static KeyFiles.Pair pair(String name) {
    return new KeyFiles.Pair(file(name + ".pem"), file(name + ".key"));
  }

  @Override
  public Peer connect() throws IOException {
    SocketPeer peer = new SocketPeer(InetAddress.getLoopbackAddress(), server.pop3Port(), client);
    peers.add(peer);
    return peer;
  }

  @Override
  public void act(List<String> words) {
    throw new IllegalArgumentException("unknown action " + words);
  }

  @Override
  public int messagesLeft(String user) {
    String shown = server.administration().send("GET", "accounts/" + user + "/maildrop", "").body();
    Matcher messages = MESSAGES.matcher(shown);
    if (!messages.find()) {
      throw new AssertionError(shown);
    }
    return Integer.parseInt(messages.group(1));
  }

  @Override
  public void close() throws IOException {
    for (SocketPeer peer : peers) {
      peer.drop();
    }
  }
}
