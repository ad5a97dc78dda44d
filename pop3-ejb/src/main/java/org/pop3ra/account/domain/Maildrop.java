package org.pop3ra.account.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.OptionalLong;

/**
 * The counters of an account's maildrop. Made and read as an entity, changed by conditional UPDATE
 * only: deliveries count in it at the same time.
 */
@Entity
@Table(name = "maildrop")
public class Maildrop {
  @Id
  @GeneratedValue(generator = "maildrop_id")
  @SequenceGenerator(name = "maildrop_id", sequenceName = "maildrop_id", allocationSize = 50)
  private long id;

  @Column(updatable = false)
  private Long account;

  @Column(name = "quota_octets", updatable = false)
  private Long quotaOctets;

  @Column(updatable = false)
  private long messages;

  @Column(updatable = false)
  private long octets;

  @Column(name = "next_sequence", updatable = false)
  private long nextSequence;

  protected Maildrop() {}

  /** An empty maildrop. */
  public Maildrop(long account, OptionalLong quotaOctets) {
    this.account = account;
    this.quotaOctets = quotaOctets.isPresent() ? quotaOctets.getAsLong() : null;
    this.nextSequence = 1;
  }

  public long id() {
    return id;
  }

  /** The key of its account. */
  public long account() {
    return account;
  }

  public OptionalLong quotaOctets() {
    return quotaOctets == null ? OptionalLong.empty() : OptionalLong.of(quotaOctets);
  }

  public long messages() {
    return messages;
  }

  public long octets() {
    return octets;
  }
}
