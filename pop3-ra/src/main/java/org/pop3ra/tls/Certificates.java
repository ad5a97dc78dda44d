package org.pop3ra.tls;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The certificates in force. {@link #check} takes over files that changed; handshakes that are
 * being made go on with what they began with, and files that cannot be used change nothing.
 * Thread-safe; {@link #get} never blocks.
 */
public final class Certificates implements Supplier<Engines> {
  private static final System.Logger LOG = System.getLogger(Certificates.class.getName());

  private final ContextSource source;
  private final Expiry expiry;
  private volatile ContextSource.Loaded loaded;
  private volatile Optional<String> problem = Optional.empty();
  private Map<Path, String> taken;
  private Map<Path, String> seen;

  private Certificates(ContextSource source, Expiry expiry) throws IOException {
    this.source = source;
    this.expiry = expiry;
    taken = state();
    seen = taken;
    loaded = source.load();
  }

  /**
   * Loads what the source has; blocks.
   *
   * @param warningDays validity below which the administrator is warned, once a day
   * @throws IOException if it cannot be used; the message says why
   */
  public static Certificates load(ContextSource source, int warningDays, Clock clock)
      throws IOException {
    requireNonNull(source, "source is null");
    Certificates certificates = new Certificates(source, new Expiry(warningDays, clock));
    certificates.expiry.told(certificates.loaded.identities());
    return certificates;
  }

  /** Those for the next connection. */
  @Override
  public Engines get() {
    return loaded.engines();
  }

  /** See {@link ContextSource#mayBlock}. */
  public boolean mayBlock() {
    return source.mayBlock();
  }

  /** What is shown to clients; empty if the source does not say. */
  public List<Identity> identities() {
    return loaded.identities();
  }

  /** Why files that changed are not in force. */
  public Optional<String> problem() {
    return problem;
  }

  /** Whole days that are left to an identity; negative once it has expired. */
  public long daysLeft(Identity identity) {
    return expiry.daysLeft(identity);
  }

  /**
   * Looks at the files, and reloads them if they changed, and stayed as they were since the last
   * look: a chain and its key are not written at once. To be called every few seconds; blocks.
   */
  public synchronized void check() {
    Map<Path, String> now = state();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(taken)) {
      taken = now;
      reload();
    }
    expiry.warn(loaded.identities());
  }

  private void reload() {
    try {
      loaded = source.load();
      problem = Optional.empty();
      LOG.log(INFO, "New certificates are in force");
      expiry.told(loaded.identities());
    } catch (IOException e) {
      keep(e.getMessage());
    } catch (RuntimeException e) {
      // A provider's, or that of a parser: nobody knows what it may say.
      keep("unexpected " + e);
    }
  }

  private void keep(String why) {
    problem = Optional.of(why);
    LOG.log(WARNING, "The certificates stay as they were: {0}", why);
  }

  private Map<Path, String> state() {
    Map<Path, String> state = new HashMap<>();
    source.files().forEach(file -> state.put(file, state(file)));
    return state;
  }

  /** Changes whenever the file is written, replaced, or linked to another. */
  private static String state(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return "missing";
    }
  }
}
