package org.pop3ra.transcript;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.sasl.Nonces;
import org.pop3ra.sasl.ScriptedTickets;
import org.pop3ra.session.CleartextPolicy;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.LoginGuard;
import org.pop3ra.session.LoginMethods;
import org.pop3ra.session.Pop3Session;
import org.pop3ra.session.Pop3Settings;
import org.pop3ra.session.TlsSessions;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.spi.ScriptedMaildrops.Operation;
import org.pop3ra.tls.TestTls;

/**
 * POP3 sessions over maildrops in memory. Beyond {@code given maildrop}, for transcripts marked
 * {@code @core}: {@code given setting NAME VALUE}, {@code given client ADDRESS}, {@code given reads
 * OCTETS}, {@code given no certificate}, {@code given nonce TEXT}, {@code given proof PROOF},
 * {@code given only PROOF}, {@code given token TOKEN USER}, {@code given certificate NAME} (that
 * clients show when they make a handshake), {@code given names by RULE} (in certificates) and the
 * actions {@code fail OPERATION REASON [after CALLS]}, {@code break OPERATION}, {@code steal USER},
 * {@code expire USER}, {@code empty USER}.
 */
public class Pop3CoreStage extends ConversationStage<MaildropListener> {
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final LoginGuard failedLogins = new LoginGuard(Duration.ofSeconds(1), clock);
  private Pop3Settings settings = Pop3Settings.defaults();
  private InetAddress address = InetAddress.getLoopbackAddress();
  private boolean tls = true;
  private CertificateName certificateName = CertificateName.NONE;
  private Supplier<String> nonces = new Nonces();

  @Override
  protected Conversation<MaildropListener> converse() {
    LoginMethods methods =
        new LoginMethods(
            maildrops.proofs(IdentitySettings.defaults()),
            EnumSet.allOf(Mechanism.class),
            true,
            "pop.example.org",
            certificateName,
            Optional.of(new ScriptedTickets()),
            nonces);
    Client client = tls ? Client.withStartTls(address) : Client.inTheClear(address);
    return new Pop3Session(settings, methods, failedLogins, client, clock);
  }

  @Override
  protected MaildropListener listener() {
    return maildrops;
  }

  @Override
  public void given(Transcript.Given given) throws UnknownHostException {
    List<String> words = given.words();
    switch (words.get(0)) {
      case "maildrop" -> {
        String[] account = words.get(1).split("/", 2);
        maildrops.add(account[0], account[1], given.messages());
      }
      case "setting" -> set(words.get(1), words.get(2));
      case "names" -> certificateName = CertificateName.valueOf(words.get(2));
      case "nonce" -> nonces = () -> words.get(1);
      case "proof" -> maildrops.accept(Proof.valueOf(words.get(1)));
      case "only" -> only(Proof.valueOf(words.get(1)));
      case "token" -> maildrops.token(words.get(1), words.get(2));
      case "client" -> address = InetAddress.getByName(words.get(1));
      case "no" -> tls = false;
      case "certificate" -> certificate(words.get(1));
      case "reads" -> maildrops.mostPerRead(Integer.parseInt(words.get(1)));
      default -> throw new IllegalArgumentException("unknown: given " + words);
    }
  }

  @Override
  public void act(List<String> words) {
    switch (words.get(0)) {
      case "fail" -> fail(words);
      case "break" -> maildrops.breakDown(operation(words.get(1)));
      case "steal" -> maildrops.steal(words.get(1));
      case "expire" -> maildrops.expire(words.get(1));
      case "empty" -> maildrops.empty(words.get(1));
      default -> super.act(words);
    }
  }

  @Override
  public int messagesLeft(String user) {
    return maildrops.messages(user).size();
  }

  /** Clients show this certificate of the directory {@code tls}. */
  protected void certificate(String name) {
    handshake = TlsSessions.of(TestTls.certificate(TestTls.pairs(name).get(0)));
  }

  private void only(Proof proof) {
    Stream.of(Proof.values()).forEach(maildrops::refuse);
    maildrops.accept(proof);
  }

  private void fail(List<String> words) {
    int more = words.size() > 3 ? Integer.parseInt(words.get(4)) : 0;
    maildrops.failAfter(more, operation(words.get(1)), Reason.valueOf(words.get(2)));
  }

  private void set(String name, String value) {
    CleartextPolicy cleartext =
        name.equals("cleartext")
            ? CleartextPolicy.valueOf(value.toUpperCase(Locale.ROOT))
            : settings.cleartext();
    settings =
        new Pop3Settings(
            settings.idle(),
            settings.login(),
            number("maxBadCommands", name, value, settings.maxBadCommands()),
            number("maxDiscardedOctets", name, value, settings.maxDiscardedOctets()),
            cleartext,
            settings.implementation());
  }

  private static int number(String wanted, String name, String value, int otherwise) {
    return wanted.equals(name) ? Integer.parseInt(value) : otherwise;
  }

  private static Operation operation(String word) {
    return Operation.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
