package org.pop3ra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CertificatesResourceTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final CertificatesResource resource = new CertificatesResource();

  /** As the adapter's, of which this module knows nothing. */
  public interface Shown {
    Map<String, Long> getDaysLeft();

    String getProblem();
  }

  @AfterEach
  void forget() throws Exception {
    for (ObjectName bean : server.queryNames(new ObjectName("org.pop3ra:*"), null)) {
      server.unregisterMBean(bean);
    }
  }

  @Test
  void withoutTlsThereIsNothingToShow() throws Exception {
    assertThat(resource.get())
        .isEqualTo("{\"certificates\":[],\"fewestDaysLeft\":null,\"problem\":null}");
  }

  @Test
  void theDaysThatAreLeftAreShown() throws Exception {
    show(1110, new TreeMap<>(Map.of("/tls/b.pem", 7L, "/tls/a.pem", -1L)), "");

    assertThat(resource.get())
        .isEqualTo(
            "{\"certificates\":[{\"source\":\"/tls/a.pem\",\"daysLeft\":-1},"
                + "{\"source\":\"/tls/b.pem\",\"daysLeft\":7}],"
                + "\"fewestDaysLeft\":-1,\"problem\":null}");
  }

  @Test
  void allAdaptersAreShownAndWhatIsWrongWithThem() throws Exception {
    show(1110, Map.of("/tls/a.pem", 30L), "");
    show(2110, Map.of("/tls/b.pem", 20L), "/tls/b.pem holds no CERTIFICATE in PEM");

    assertThat(resource.get())
        .contains("/tls/a.pem", "/tls/b.pem", "\"fewestDaysLeft\":20")
        .contains("\"problem\":\"/tls/b.pem holds no CERTIFICATE in PEM\"");
  }

  private void show(int port, Map<String, Long> daysLeft, String problem) throws Exception {
    Shown shown =
        new Shown() {
          @Override
          public Map<String, Long> getDaysLeft() {
            return daysLeft;
          }

          @Override
          public String getProblem() {
            return problem;
          }
        };
    server.registerMBean(
        new StandardMBean(shown, Shown.class, true),
        new ObjectName("org.pop3ra:type=Certificates,address=\"::1\",pop3Port=" + port));
  }
}
