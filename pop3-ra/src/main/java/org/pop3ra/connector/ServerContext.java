package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.pop3ra.tls.ContextEngines;
import org.pop3ra.tls.ContextSource;
import org.pop3ra.tls.Engines;
import org.pop3ra.tls.Terms;

/**
 * An SSL context of WildFly's own, an Elytron {@code server-ssl-context}. Found by reflection in
 * the server's modules, so that the archive needs nothing of WildFly's elsewhere. Its certificates
 * are the server's business, and so is their renewal: Elytron exchanges them inside the context.
 *
 * @param name as in {@code /subsystem=elytron/server-ssl-context=NAME}
 */
record ServerContext(String name) implements ContextSource {
  private static final String CAPABILITY = "org.wildfly.security.ssl-context";

  ServerContext {
    requireNonNull(name, "name is null");
  }

  @Override
  public List<Path> files() {
    return List.of();
  }

  @Override
  public Loaded load() throws IOException {
    Object service;
    try {
      service = service();
    } catch (InvocationTargetException e) {
      throw new IOException("tlsContext: the server has no SSL context named " + name, e);
    } catch (ReflectiveOperationException e) {
      throw new IOException("tlsContext: this server has no Elytron", e);
    }
    if (service instanceof SSLContext context) {
      return new Loaded(checked(context), List.of());
    }
    throw new IOException("tlsContext: %s is no SSL context".formatted(name));
  }

  /** Who trusts whom is up to the server's realms and directories. */
  @Override
  public boolean mayBlock() {
    return true;
  }

  private Engines checked(SSLContext context) throws IOException {
    ContextEngines engines = new ContextEngines(context);
    try {
      engines.check(new Terms(Optional.of("pop3"), false));
    } catch (IOException e) {
      throw new IOException(
          "tlsContext: %s cannot be used: %s; with wrap=false its engines take our settings"
              .formatted(name, e.getMessage()),
          e);
    }
    return engines;
  }

  private Object service() throws ReflectiveOperationException {
    ClassLoader server = module("org.jboss.as.server");
    Object container =
        server
            .loadClass("org.jboss.as.server.CurrentServiceContainer")
            .getMethod("getServiceContainer")
            .invoke(null);
    Class<?> nameType = server.loadClass("org.jboss.msc.service.ServiceName");
    Object base = nameType.getMethod("parse", String.class).invoke(null, CAPABILITY);
    Object full =
        nameType.getMethod("append", String[].class).invoke(base, (Object) new String[] {name});
    Object controller =
        server
            .loadClass("org.jboss.msc.service.ServiceContainer")
            .getMethod("getRequiredService", nameType)
            .invoke(container, full);
    return server
        .loadClass("org.jboss.msc.service.ServiceController")
        .getMethod("getValue")
        .invoke(controller);
  }

  private static ClassLoader module(String name) throws ReflectiveOperationException {
    Class<?> modules = Class.forName("org.jboss.modules.Module", true, boot());
    Object loader = modules.getMethod("getBootModuleLoader").invoke(null);
    Object module = loader.getClass().getMethod("loadModule", String.class).invoke(loader, name);
    return (ClassLoader) modules.getMethod("getClassLoader").invoke(module);
  }

  private static ClassLoader boot() {
    return ClassLoader.getSystemClassLoader();
  }
}
