package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What Maven has built.
 *
 * @param installation the provisioned server
 * @param versions of the project and of what it runs on
 */
record Build(Path checkout, Path installation, Path ear, String versions) {
  Build {
    requireNonNull(checkout, "checkout is null");
    requireNonNull(installation, "installation is null");
    requireNonNull(ear, "ear is null");
    requireNonNull(versions, "versions is null");
  }

  /** With the commit, if it is a checkout of Git. */
  String description() throws InterruptedException {
    String commit =
        Commands.output("git", "-C", checkout.toString(), "describe", "--always", "--dirty");
    return versions + (commit.isEmpty() ? "" : ", commit " + commit);
  }
}
