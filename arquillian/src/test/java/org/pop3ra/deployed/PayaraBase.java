package org.pop3ra.deployed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pop3ra.server.Administrator;
import org.pop3ra.server.LaunchException;
import org.pop3ra.server.PayaraDomain;
import org.pop3ra.server.ServerLog;
import org.pop3ra.server.ServerProcess;

/**
 * Makes the domain that Arquillian starts, as an administrator would: from what Payara ships, by
 * the script for asadmin. A command that is refused fails the build.
 */
final class PayaraBase {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  /** The same as WildFly's in arquillian.xml. A colon is quoted for asadmin, and for its script. */
  private static final List<String> FOR_TESTS =
      List.of(
          "create-jvm-options -Dh2.bindAddress=127.0.0.1",
          "create-jvm-options -XX\\\\:SoftRefLRUPolicyMSPerMB=0");

  /** What Payara ships; some tens of deployments in one JVM need more. */
  private static final String HEAP = "<jvm-options>-Xmx512m<";

  private static final String MORE_HEAP = "<jvm-options>-Xmx1g<";

  private PayaraBase() {}

  /**
   * Returns when the domain is configured and stopped again.
   *
   * @param args the installation and the directory of the domain
   */
  public static void main(String[] args) throws IOException, InterruptedException, LaunchException {
    PayaraDomain domain =
        new PayaraDomain(Path.of(args[0]).normalize(), Path.of(args[1]).normalize());
    domain.prepare(System.getenv());
    Files.write(domain.script(), FOR_TESTS, StandardOpenOption.APPEND);
    enlargeHeap(domain.base().resolve("config").resolve("domain.xml"));
    domain.enrol(new Administrator("administrator"));
    addGuest(domain.base().resolve("config").resolve("keyfile"));
    ServerProcess process =
        ServerProcess.start(domain, List.of(), Map.of(), new ServerLog(line -> {}));
    try {
      domain.complete(process);
    } finally {
      process.stop(STOP_PATIENCE);
    }
  }

  /** Somebody with the administrator's password, and another role. */
  private static void addGuest(Path users) throws IOException {
    String administrator = Files.readString(users);
    String guest = administrator.replace("admin;{", "guest;{").replace(";pop3-admin", ";staff");
    Files.writeString(users, guest, StandardOpenOption.APPEND);
  }

  private static void enlargeHeap(Path file) throws IOException {
    String shipped = Files.readString(file);
    if (!shipped.contains(HEAP)) {
      throw new IOException(file + " does not say " + HEAP);
    }
    Files.writeString(file, shipped.replace(HEAP, MORE_HEAP));
  }
}
