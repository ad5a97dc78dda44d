package org.pop3ra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.ScriptedMaildrops.Operation;

class ScriptedMaildropsTest extends MaildropListenerContract {
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();

  @Override
  protected MaildropListener listener() {
    return maildrops;
  }

  @Override
  protected void deliver(String user, String password, List<CanonicalMessage> messages) {
    maildrops.add(user, password, messages);
  }

  @Override
  protected List<byte[]> stored(String user) {
    return maildrops.messages(user).stream().map(CanonicalMessage::octets).toList();
  }

  @Override
  protected void steal(String user) {
    maildrops.steal(user);
  }

  @Override
  protected void empty(String user) {
    maildrops.empty(user);
  }

  @Test
  void anOperationFailsOnceWhenToldTo() throws Exception {
    maildrops.add("mrose", "secret", List.of());
    PasswordCredentials credentials = new PasswordCredentials("mrose", "secret");
    maildrops.fail(Operation.OPEN, Reason.TEMPORARY);

    assertThatThrownBy(() -> maildrops.open(credentials)).hasMessage("told to fail");
    assertThat(maildrops.open(credentials).listing().size()).isZero();
  }

  @Test
  void anExpiredLeaseKnowsIt() throws Exception {
    maildrops.add("mrose", "secret", List.of());
    OpenMaildrop open = maildrops.open(new PasswordCredentials("mrose", "secret"));
    maildrops.expire("mrose");

    assertThat(open.lease().current()).isFalse();
  }
}
