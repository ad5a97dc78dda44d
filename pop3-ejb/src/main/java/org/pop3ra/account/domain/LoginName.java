package org.pop3ra.account.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

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
}
