package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.tls.TestTls;
import org.pop3ra.tls.TlsProvider;

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

  /**
   * Threads of others that computed with it end in its code (pthread_key_create): were it unmapped
   * by then, the process would die.
   */
  @ParameterizedTest
  @ValueSource(classes = {Use.class, UseInVain.class})
  void staysMappedWhenNothingOfTheApplicationIsLeft(Class<?> use) throws Exception {
    Set<String> before = mapped();
    useAndForget(use);
    // The JDK remembers who used it last.
    useAndForget(use);
    Set<String> used = mapped();
    used.removeAll(before);
    assertThat(used).hasSize(2);

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              System.gc();
              System.runFinalization();
              return mapped().containsAll(used);
            });
  }

  /** Not closed: classes that finalizers need may be there, or have been needed before. */
  private static void useAndForget(Class<?> type) throws Exception {
    Class<?> use = loader(jar -> true).loadClass(type.getName());
    Thread thread = new Thread((Runnable) use.getConstructor().newInstance());
    thread.start();
    thread.join();
  }

  /** What an application does with it. */
  public static final class Use implements Runnable {
    public Use() {}

    @Override
    public void run() {
      TlsProvider provider = new BoringSsl(Set.of(TestTls.POP3));
      ReferenceCountUtil.release(TestTls.engines(provider, "localhost").engine());
      FastThreadLocal.removeAll();
    }
  }

  /** What one does that cannot be deployed. */
  public static final class UseInVain implements Runnable {
    public UseInVain() {}

    @Override
    public void run() {
      TlsProvider provider = new BoringSsl(Set.of(TestTls.POP3));
      assertThatThrownBy(() -> TestTls.engines(provider, "localhost-ed25519"))
          .hasMessageContaining("takes RSA and EC");
      FastThreadLocal.removeAll();
    }
  }

  /** The inode of each copy. */
  private static Set<String> mapped() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains("netty_tcnative"))
        .map(line -> line.split(" +", -1)[4])
        .collect(Collectors.toSet());
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
