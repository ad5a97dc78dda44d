package org.pop3ra.connector;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
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
   * @param pop3Port tells the adapters of one server apart
   */
  static CertificatesBean register(Certificates certificates, int pop3Port) {
    try {
      ObjectName name = new ObjectName("org.pop3ra:type=Certificates,pop3Port=" + pop3Port);
      CertificatesBean bean = new CertificatesBean(certificates, name);
      bean.server.registerMBean(bean, name);
      return bean;
    } catch (JMException e) {
      throw new IllegalStateException("The certificates cannot be shown to monitoring", e);
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
