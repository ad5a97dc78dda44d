package org.pop3ra.connector;

import jakarta.resource.ResourceException;
import org.pop3ra.tls.TestTls;

/** An adapter with a certificate of the tests', and where it listens. */
final class Certified {
  private Certified() {}

  /** Starts it; the activation is one of its own. */
  static void start(
      Pop3ResourceAdapter adapter, int pop3s, TestContainer container, Pop3ActivationSpec spec)
      throws ResourceException {
    adapter.setPop3Port(0);
    adapter.setPop3sPort(pop3s);
    adapter.setTlsCertificate(TestTls.file("localhost.pem").toString());
    adapter.setTlsKey(TestTls.file("localhost.key").toString());
    adapter.start(container);
    spec.setResourceAdapter(adapter);
  }
}
