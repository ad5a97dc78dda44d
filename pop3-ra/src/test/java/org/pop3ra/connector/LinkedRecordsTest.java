package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** On a class loader of its own, which ends as an application's does. */
class LinkedRecordsTest {

  /** One component that the application brought as well, or it would not be remembered. */
  record Remembered(Remembered component) {}

  @Test
  @EnabledForJreRange(
      max = JRE.JAVA_17,
      disabledReason = "Later ones remember softly, and that lasts as long as there is memory")
  void anApplicationIsNotKeptByTheRecordThatWasLinkedLast() throws Exception {
    WeakReference<ClassLoader> application = new WeakReference<>(linkAndEnd());
    System.gc();
    assertThat(application.get()).as("the JVM remembers it, or nothing is tested").isNotNull();

    new Pop3ResourceAdapter().stop();

    await().atMost(Duration.ofSeconds(30)).until(() -> collected(application));
  }

  private static ClassLoader linkAndEnd() throws Exception {
    ClassLoader application = new Application();
    Constructor<?> maker =
        application.loadClass(Remembered.class.getName()).getDeclaredConstructors()[0];
    maker.setAccessible(true);
    Object inner = maker.newInstance((Object) null);
    Object one = maker.newInstance(inner);
    Object other = maker.newInstance(inner);
    assertThat(one.equals(other)).isTrue();
    assertThat(one.hashCode()).isEqualTo(other.hashCode());
    assertThat(one.toString()).isEqualTo(other.toString());
    return application;
  }

  private static boolean collected(WeakReference<ClassLoader> application) {
    System.gc();
    return application.get() == null;
  }

  /** Brings the record and its nest, and has all else from the tests' own. */
  private static final class Application extends ClassLoader {
    Application() {
      super(LinkedRecordsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(LinkedRecordsTest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] octets = in.readAllBytes();
        return defineClass(name, octets, 0, octets.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
