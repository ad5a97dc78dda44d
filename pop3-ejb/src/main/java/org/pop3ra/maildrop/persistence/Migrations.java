package org.pop3ra.maildrop.persistence;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations by name, some of them in the words of one database. Flyway would scan the class
 * path, which fails on the URLs of some servers' file systems.
 */
final class Migrations implements ResourceProvider {
  private static final String FOLDER = "db/pop3/";

  private final ClassLoader loader;
  private final List<Script> scripts;

  Migrations(ClassLoader loader, Product product) {
    this.loader = loader;
    scripts =
        List.of(
            new Script("", "V1__maildrops_and_accounts.sql"),
            new Script(product.folder(), "V2__list_from_the_index.sql"),
            new Script("", "V3__proofs.sql"),
            new Script("", "V4__verifiers_of_names.sql"));
  }

  @Override
  public LoadableResource getResource(String name) {
    return scripts.stream().filter(script -> script.name.equals(name)).findFirst().orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(script -> script.name.startsWith(prefix))
        .filter(script -> Arrays.stream(suffixes).anyMatch(script.name::endsWith))
        .<LoadableResource>map(script -> script)
        .toList();
  }

  private final class Script extends LoadableResource {
    private final String folder;
    private final String name;

    Script(String folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    @Override
    public Reader read() {
      InputStream stream = loader.getResourceAsStream(getAbsolutePath());
      if (stream == null) {
        throw new IllegalStateException("no resource " + getAbsolutePath());
      }
      return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + folder + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
