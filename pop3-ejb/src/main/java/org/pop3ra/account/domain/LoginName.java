package org.pop3ra.account.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Optional;

/** A word that leads to an account: unique among all accounts, folded. */
@Entity
@Table(name = "login_name")
public class LoginName {
  @Id private String name;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "account")
  private Account account;

  @Column(name = "is_address")
  private boolean address;

  /** {@link ScramVerifiers} as text; read by a login's own query. */
  private String scram;

  /** What they show, so that it can be counted. */
  @Column(name = "scram_iterations")
  private Integer scramIterations;

  protected LoginName() {}

  LoginName(Account account, String name, boolean address) {
    this.account = account;
    this.name = name;
    this.address = address;
  }

  public String name() {
    return name;
  }

  public Account account() {
    return account;
  }

  /** Whether mail is taken for it. */
  public boolean isAddress() {
    return address;
  }

  void setAddress(boolean address) {
    this.address = address;
  }

  void setScram(Optional<ScramVerifiers> verifiers) {
    scram = verifiers.map(ScramVerifiers::format).orElse(null);
    scramIterations = verifiers.map(ScramVerifiers::iterations).orElse(null);
  }

  /** While nobody can derive its own: those of another name of the account. */
  void setScramOf(LoginName other) {
    scram = other.scram;
    scramIterations = other.scramIterations;
  }
}
