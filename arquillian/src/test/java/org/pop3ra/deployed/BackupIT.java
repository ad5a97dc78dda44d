package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL that is set up by our scripts. A base backup and the archived log, taken under way,
 * bring back a moment before a mistake: the same messages, with the same unique-ids, ready for new
 * mail.
 */
@Tag("long")
class BackupIT {

  private static final Path SCRIPTS = Path.of("../pop3-server/src/main/postgresql");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(20_000);

  private Path directory;
  private Postgres postgres;
  private Postgres restored;
  private Node node;

  @BeforeEach
  void start() throws Exception {
    Tool.named("pg_basebackup", "postgresql-client");
    directory = Files.createTempDirectory(Path.of("target"), "backup").toAbsolutePath();
    Path archive = Files.createDirectory(directory.resolve("archive"));
    postgres = Postgres.startEmpty();
    keepTheLog(archive);
    psql("postgres", "create.sql");
    node = Node.start("backup", postgres.database().as("pop3"));
  }

  private void keepTheLog(Path archive) throws Exception {
    Database cluster = postgres.maintenance();
    cluster.execute("alter system set archive_mode = on");
    cluster.execute("alter system set archive_command = 'cp \"%p\" \"" + archive + "/%f\"'");
    postgres.stop();
    postgres.startAgain();
  }

  @AfterEach
  void stop() throws Exception {
    if (node != null) {
      node.kill();
    }
    if (postgres != null) {
      postgres.close();
    }
    if (restored != null) {
      restored.close();
    }
  }

  @Test
  void aMomentComesBackWithTheSameUniqueIds() throws Exception {
    Server server = node.ready();
    psql("pop3", "tune.sql");
    String account = server.administration().account();
    deliver(server, account, "Subject: before the backup\r\n\r\n");
    run("backup.sh", directory.resolve("base").toString());
    deliver(server, account, "Subject: after the backup\r\n\r\n");
    deliver(server, account, LARGE);
    deleteFirst(server, account);
    List<String> ids = uniqueIds(server, account);
    postgres.maintenance().execute("select pg_create_restore_point('before')");

    deliver(server, account, "Subject: too late\r\n\r\n");
    postgres.database().execute("delete from message");
    node.kill();
    // It archives what is left.
    postgres.stop();

    run(
        "restore.sh",
        directory.resolve("base").toString(),
        directory.resolve("archive").toString(),
        directory.resolve("data").toString(),
        "recovery_target_name = 'before'");
    restored = Postgres.at(directory.resolve("data"));
    awaitWrites();
    node = Node.start("restored", restored.database().as("pop3"));
    Server again = node.ready();

    assertThat(uniqueIds(again, account)).hasSize(2).isEqualTo(ids);
    try (Pop3Client client = again.login(account, "secret")) {
      assertThat(new String(client.retrieve(2), UTF_8)).endsWith(LARGE);
    }
    deliver(again, account, "Subject: new\r\n\r\n");
    assertThat(uniqueIds(again, account)).hasSize(3).startsWith(ids.get(0), ids.get(1));
  }

  private void awaitWrites() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                restored
                        .maintenance()
                        .number("select case when pg_is_in_recovery() then 1 else 0 end")
                    == 0);
  }

  private void psql(String database, String script) throws IOException, InterruptedException {
    runCommand(
        "psql",
        "--no-psqlrc",
        "--set=ON_ERROR_STOP=1",
        "--set=password=secret",
        "--dbname=" + database,
        "--file=" + SCRIPTS.resolve(script));
  }

  private void run(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, SCRIPTS.resolve(script).toString());
    runCommand(command.toArray(String[]::new));
  }

  private void runCommand(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGHOST", "127.0.0.1");
    builder.environment().put("PGPORT", Integer.toString(postgres.port()));
    builder.environment().put("PGUSER", "postgres");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static void deliver(Server server, String account, String message) throws Exception {
    try (LmtpClient lmtp = server.lmtp()) {
      lmtp.deliver(message, account);
    }
  }

  private static void deleteFirst(Server server, String account) throws Exception {
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("DELE 1");
      client.ok("QUIT");
    }
  }

  private static List<String> uniqueIds(Server server, String account) throws Exception {
    try (Pop3Client client = server.login(account, "secret")) {
      List<String> ids = client.uniqueIds();
      client.ok("QUIT");
      return ids;
    }
  }
}
