package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.pop3ra.bench.load.Target;

/**
 * A configuration of Dovecot 2.3, tuned for many short sessions: login processes that serve many
 * clients, processes that are used again, a cache of passwords, no flags written by POP3. What it
 * does for durability is as shipped.
 *
 * @param certificates the directory with {@code certificate.pem} and {@code key.pem}
 * @param runsAs who the processes without rights are; empty: as the packager has it, for root
 * @param mailUid whose the mail is
 */
record DovecotConfiguration(
    DovecotStore store,
    Path directory,
    Target target,
    Path certificates,
    String runsAs,
    int mailUid,
    int mailGid) {
  private static final int DESCRIPTORS = 4096;
  private static final int PROCESSES = 600;

  DovecotConfiguration {
    requireNonNull(store, "store is null");
    requireNonNull(directory, "directory is null");
    requireNonNull(target, "target is null");
    requireNonNull(certificates, "certificates is null");
    requireNonNull(runsAs, "runsAs is null");
  }

  String text() {
    return general() + accounts() + limits() + services() + user();
  }

  private String general() {
    return """
    base_dir = %1$s/run
    state_dir = %1$s/state
    log_path = %1$s/dovecot.log
    instance_name = bench-%2$s
    protocols = pop3 lmtp
    listen = 127.0.0.1
    hostname = bench.example
    postmaster_address = postmaster@bench.example
    mail_location = %3$s
    mail_fsync = optimized
    maildir_very_dirty_syncs = yes
    ssl = yes
    ssl_cert = <%4$s/certificate.pem
    ssl_key = <%4$s/key.pem
    protocol pop3 {
      pop3_no_flag_updates = yes
    }
    """
        .formatted(directory, store.key(), store.location(), certificates);
  }

  private String accounts() {
    return """
    disable_plaintext_auth = no
    auth_mechanisms = plain
    auth_username_format = %%Ln
    auth_cache_size = 10M
    first_valid_uid = %2$d
    first_valid_gid = %3$d
    passdb {
      driver = passwd-file
      args = %1$s/passwd
    }
    userdb {
      driver = static
      args = uid=%2$d gid=%3$d home=%1$s/mail/%%n
    }
    """
        .formatted(directory, mailUid, mailGid);
  }

  private String limits() {
    return """
    mail_max_userip_connections = 0
    default_client_limit = %1$d
    default_process_limit = %2$d
    default_vsz_limit = 2G
    service anvil {
      client_limit = %1$d
    }
    service auth {
      client_limit = %1$d
    }
    service stats {
      client_limit = %1$d
    }
    """
        .formatted(DESCRIPTORS, PROCESSES);
  }

  private String services() {
    return """
    service pop3-login {
      service_count = 0
      client_limit = %1$d
      process_min_avail = %2$d
      inet_listener pop3 {
        port = %3$d
      }
      inet_listener pop3s {
        port = %4$d
        ssl = yes
      }
    }
    service pop3 {
      client_limit = %5$d
      service_count = %6$d
      process_min_avail = %2$d
      process_limit = %7$d
    }
    service lmtp {
      process_min_avail = %2$d
      inet_listener lmtp {
        port = %8$d
      }
    }
    """
        .formatted(
            DESCRIPTORS,
            Runtime.getRuntime().availableProcessors(),
            target.pop3(),
            target.pop3s(),
            store.sessionsOfProcess(),
            store.sessionsInLife(),
            PROCESSES,
            target.lmtp());
  }

  /** Nobody but root can change root directories and users. */
  private String user() {
    return runsAs.isEmpty()
        ? ""
        : """
        default_internal_user = %1$s
        default_internal_group =
        default_login_user = %1$s
        service anvil {
          chroot =
        }
        service pop3-login {
          chroot =
        }
        service stats {
          chroot =
        }
        """
            .formatted(runsAs);
  }
}
