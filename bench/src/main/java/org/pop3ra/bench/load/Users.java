package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * How the accounts of a server are called, from 0 on.
 *
 * @param name a format of one number
 * @param password the same
 * @param domain what follows the name in an address
 */
public record Users(String name, String password, String domain) {

  public Users {
    requireNonNull(name, "name is null");
    requireNonNull(password, "password is null");
    requireNonNull(domain, "domain is null");
  }

  /** {@code bench00000} with the password {@code pw00000}. */
  public static Users numbered() {
    return new Users("bench%05d", "pw%05d", "bench.example");
  }

  /** As variables say, or {@link #numbered}. */
  static Users of(Map<String, String> environment) {
    Users otherwise = numbered();
    return new Users(
        environment.getOrDefault("BENCH_USER", otherwise.name),
        environment.getOrDefault("BENCH_PASSWORD", otherwise.password),
        environment.getOrDefault("BENCH_DOMAIN", otherwise.domain));
  }

  public String name(int number) {
    return name.formatted(number);
  }

  public String password(int number) {
    return password.formatted(number);
  }

  public String address(int number) {
    return name(number) + "@" + domain;
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "Users[" + name + "@" + domain + "]";
  }
}
