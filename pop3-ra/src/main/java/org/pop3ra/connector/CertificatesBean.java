package org.pop3ra.connector;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import jakarta.resource.ResourceException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.pop3ra.tls.Certificates;

/** Shows certificates to monitoring, from {@link #register} to {@link #close}. */
final class CertificatesBean implements CertificatesMXBean, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CertificatesBean.class.getName());

  private final Certificates certificates;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name;

  private CertificatesBean(Certificates certificates, ObjectName name) {
    this.certificates = requireNonNull(certificates, "certificates is null");
    this.name = name;
  }

  /**
   * Registers a bean.
   *
   * @param pop3 tells the adapters of one server apart
   * @throws ResourceException if there is one of that name
   */
  static CertificatesBean register(Certificates certificates, InetSocketAddress pop3)
      throws ResourceException {
    // Quoted, as an address of IPv6 has colons.
    String address = ObjectName.quote(pop3.getAddress().getHostAddress());
    String name = "org.pop3ra:type=Certificates,address=%s,pop3Port=" + pop3.getPort();
    try {
      ObjectName full = new ObjectName(name.formatted(address));
      CertificatesBean bean = new CertificatesBean(certificates, full);
      bean.server.registerMBean(bean, full);
      return bean;
    } catch (JMException e) {
      throw new ResourceException(
          "Not deployed: the certificates cannot be shown to monitoring: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, Long> getDaysLeft() {
    Map<String, Long> days = new TreeMap<>();
    certificates
        .identities()
        .forEach(identity -> days.put(identity.source(), certificates.daysLeft(identity)));
    return days;
  }

  @Override
  public long getFewestDaysLeft() {
    return getDaysLeft().values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }

  @Override
  public String getProblem() {
    return certificates.problem().orElse("");
  }

  @Override
  public void close() {
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      LOG.log(WARNING, "The certificates stay with monitoring", e);
    }
  }
}
