package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Native code belongs to the class loader that loaded it first; an application has many lives. */
class BoringSslLoadingTest {

  @Test
  void isLoadedAgainByTheNextClassLoader() throws Exception {
    for (int life = 0; life < 3; life++) {
      try (URLClassLoader loader = loader(jar -> true)) {
        assertThat(openSsl(loader)).as("life %d", life).isTrue();
      }
    }
  }

  @Test
  void saysWhatIsMissingWhereItIsNotThere() throws Exception {
    try (URLClassLoader loader = loader(jar -> !jar.contains("tcnative"))) {
      assertThat(openSsl(loader)).isFalse();
      Class<?> type = loader.loadClass(BoringSsl.class.getName());
      Object provider = type.getConstructor(Set.class).newInstance(Set.of());

      assertThatThrownBy(
              () ->
                  type.getMethod("engines", List.class, List.class)
                      .invoke(provider, List.of(), List.of()))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessageContaining("tlsProvider is openssl")
          .hasMessageContaining("no netty-tcnative-boringssl-static for this platform");
    }
  }

  private static boolean openSsl(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = loader.loadClass("io.netty.handler.ssl.OpenSsl");
    return (Boolean) type.getMethod("isAvailable").invoke(null);
  }

  private static URLClassLoader loader(Predicate<String> wanted) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (wanted.test(entry)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
