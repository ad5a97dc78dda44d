package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** On a class loader of its own, which ends as an application's does. */
class FinalizersTest {
  private static final int OCTETS = 1000;
  private static final String NO_NATIVE = "io.netty.transport.noNative";

  private final Queue<String> askedTooLate = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean undeployed = new AtomicBoolean();

  @Test
  void memoryIsGivenBackWithoutAskingAnApplicationThatIsGone() throws Exception {
    // Not a weak one, which is cleared before finalizers run: what they ask for would be missed.
    PhantomReference<ClassLoader> application =
        new PhantomReference<>(useAndEndWithoutNativeCode(), new ReferenceQueue<>());

    await().atMost(Duration.ofSeconds(30)).until(() -> collected(application));
    assertThat(askedTooLate).isEmpty();
  }

  /**
   * Netty's native library, when it is unloaded with its class loader, takes the methods away from
   * the classes that the JVM's own class path has, which are those of all other tests.
   */
  private ClassLoader useAndEndWithoutNativeCode() throws Exception {
    System.setProperty(NO_NATIVE, "true");
    try {
      return useAndEnd();
    } finally {
      System.clearProperty(NO_NATIVE);
    }
  }

  /** A buffer of the event loops is used on a thread that ends, and they are closed. */
  private ClassLoader useAndEnd() throws Exception {
    ClassLoader application = new Application(classPath());
    Class<?> type = application.loadClass(EventLoops.class.getName());
    AutoCloseable loops = (AutoCloseable) type.getConstructor(int.class).newInstance(2);
    Method allocator = type.getDeclaredMethod("allocator");
    allocator.setAccessible(true);
    Thread user = new Thread(() -> use(allocator, loops));
    user.start();
    user.join();
    loops.close();
    undeployed.set(true);
    return application;
  }

  private static void use(Method allocator, Object loops) {
    try {
      Object pooled = allocator.invoke(loops);
      Object buffer = pooled.getClass().getMethod("directBuffer", int.class).invoke(pooled, OCTETS);
      buffer.getClass().getMethod("release").invoke(buffer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean collected(PhantomReference<ClassLoader> application) {
    System.gc();
    System.runFinalization();
    return application.refersTo(null);
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /**
   * Has nothing in common with the tests' own, and finds nothing any more when it is undeployed.
   */
  private final class Application extends URLClassLoader {
    Application(URL[] classPath) {
      super(classPath, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (undeployed.get()) {
        askedTooLate.add(name);
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }
}
