package org.pop3ra.connector;

import java.util.Map;

/** The certificates in force, for monitoring by JMX. */
public interface CertificatesMXBean {

  /** Whole days until each expires, negative once it has, by the file that it comes from. */
  Map<String, Long> getDaysLeft();

  /** The smallest of {@link #getDaysLeft}; {@link Long#MAX_VALUE} if nothing is known. */
  long getFewestDaysLeft();

  /** Why files that changed are not in force; empty if nothing is wrong. */
  String getProblem();
}
