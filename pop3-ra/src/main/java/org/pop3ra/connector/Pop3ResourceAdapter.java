package org.pop3ra.connector;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAResource;

/**
 * Serves POP3 and LMTP to the network and hands every operation to message-driven beans.
 *
 * <ul>
 *   <li>Ports are opened at {@link #endpointActivation}, not at {@link #start}: a server may make a
 *       second instance of an adapter and never use it.
 *   <li>{@link #start} checks all properties, an activation takes the port; a mistake or a taken
 *       port fails the deployment. Connections are taken when the bean says that it is ready.
 *   <li>A deactivation ends sessions in order and returns when nothing is left of them; the same
 *       endpoint may be activated again. Deactivations and {@link #stop} may come twice, and side
 *       by side.
 * </ul>
 */
@Connector(
    displayName = "pop3-ra",
    description = "POP3 and LMTP server that serves message-driven beans",
    vendorName = "pop3-ra",
    eisType = "Mail",
    version = "0.1",
    transactionSupport = TransactionSupportLevel.NoTransaction)
public final class Pop3ResourceAdapter extends LmtpProperties implements ResourceAdapter {
  private static final System.Logger LOG = System.getLogger(Pop3ResourceAdapter.class.getName());

  private final Activations activations = new Activations();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile BootstrapContext context;

  /**
   * Refuses settings that cannot be right as soon as that can be seen: a server that boots
   * activates endpoints when it is through, and WildFly ends if that fails.
   */
  @Override
  public void start(BootstrapContext bootstrapContext) throws ResourceAdapterInternalException {
    context = requireNonNull(bootstrapContext, "bootstrapContext is null");
    told.set(false);
    try {
      Settings.of(this);
    } catch (InvalidPropertyException e) {
      throw new ResourceAdapterInternalException(e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    activations.endAll();
    LinkedRecords.forget();
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    Settings settings = Settings.of(this);
    if (told.compareAndSet(false, true)) {
      LOG.log(INFO, () -> "Configuration: " + Configuration.of(this, settings));
      settings.warnings().forEach(warning -> LOG.log(WARNING, warning));
    }
    activations.begin(
        new Activations.Key(factory, spec), services(spec, settings), settings, threads());
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    activations.end(new Activations.Key(factory, spec));
  }

  /** None: beans bring their own transactions, and nothing is recovered through the adapter. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  /** By identity: each instance has its own ports. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  /** By identity, as {@link #equals}. */
  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** The port that an endpoint is served at, for tests that let the system choose one. */
  int port(MessageEndpointFactory factory, ActivationSpec spec) {
    return activations.get(new Activations.Key(factory, spec)).ports().get(0);
  }

  private Activations.Services services(ActivationSpec spec, Settings settings)
      throws ResourceException {
    if (spec instanceof Pop3ActivationSpec) {
      return network -> Pop3Service.of(settings, network.certificates(), context.getWorkManager());
    }
    if (spec instanceof LmtpActivationSpec) {
      return network -> LmtpService.of(settings, network.certificates());
    }
    throw new NotSupportedException("Not an activation of this adapter: " + spec.getClass());
  }

  private ContainerThreads threads() {
    return new ContainerThreads(context.getWorkManager());
  }
}
