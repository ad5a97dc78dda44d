package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.ScriptedMaildrops;

/** Properties of TLS that contradict each other, or name what is not there. */
class TlsPropertiesTest {
  private final TestContainer container = new TestContainer();
  private final Pop3ResourceAdapter adapter = new Pop3ResourceAdapter();
  private final MessageEndpointFactory factory =
      container.factory(MaildropListener.class, new ScriptedMaildrops());
  private final Pop3ActivationSpec spec = new Pop3ActivationSpec();

  @BeforeEach
  void start() throws ResourceException {
    Certified.start(adapter, 0, container, spec);
  }

  @AfterEach
  void stop() throws Exception {
    adapter.stop();
    container.stop();
  }

  @Test
  void namesWhatContradictsItself() {
    adapter.setTlsKeyStore("some.p12");
    adapter.setTlsKey("one.pem,another.pem");
    adapter.setProxyFrom("localhost");

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .hasMessageContaining("it, tlsKeyStore and tlsContext exclude each other")
        .hasMessageContaining("tlsKey is \"one.pem,another.pem\": it must name one file for each")
        .hasMessageContaining("proxyFrom is \"localhost\": it must be addresses");
  }

  @Test
  void doesNotLeaveOutWhatItCannotTake() {
    adapter.setTlsCertificate("");
    adapter.setTlsKey("");
    adapter.setTlsKeyStore("one.p12,two.p12");
    adapter.setTlsClientAuthorities("one.pem, two.pem");

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .hasMessageContaining("tlsKeyStore is \"one.p12,two.p12\": it must name one file")
        .hasMessageContaining("tlsClientAuthorities is \"one.pem, two.pem\": it must name one");
  }

  @Test
  void wantsAKeyStoreForAnAlias() {
    adapter.setTlsKeyAlias("s1as");

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .hasMessageContaining("tlsKeyAlias is \"s1as\": it names entries of tlsKeyStore");
  }

  @Test
  void namesAProviderThatIsNone() {
    adapter.setTlsProvider("gnutls");

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .hasMessageContaining("tlsProvider is \"gnutls\": it must be one of [jdk, openssl]");
  }

  @Test
  void doesNotUseBoringSslWithAContextOfTheServers() {
    adapter.setTlsCertificate("");
    adapter.setTlsKey("");
    adapter.setTlsContext("mail");
    adapter.setTlsProvider("openssl");

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .hasMessageContaining("tlsProvider is \"openssl\": tlsContext brings a provider");
  }

  @Test
  void doesNotTellThePassword() throws Exception {
    adapter.setTlsKeyStorePassword("changeit");

    assertThat(Configuration.of(adapter, Settings.of(adapter)).toString())
        .contains("tlsKeyStorePassword=(secret)")
        .doesNotContain("changeit");
  }

  @Test
  void saysThatThereIsNoElytron() {
    adapter.setTlsCertificate("");
    adapter.setTlsKey("");
    adapter.setTlsContext("mail");

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .hasMessageContaining("tlsContext: this server has no Elytron");
  }
}
