package org.pop3ra.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;

/**
 * An activation without settings of its own: all settings are properties of {@link
 * Pop3ResourceAdapter}. Specifications are equal if they are of one kind and one adapter.
 */
public abstract class AdapterSpec implements ActivationSpec, Serializable {
  private static final long serialVersionUID = 1L;

  private transient ResourceAdapter adapter;

  @Override
  public final ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public final void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
    if (!(adapter instanceof Pop3ResourceAdapter)) {
      throw new ResourceException("Only for a Pop3ResourceAdapter");
    }
    this.adapter = adapter;
  }

  /** There is nothing that could be wrong; the adapter checks its own properties. */
  @Override
  public final void validate() throws InvalidPropertyException {
    if (adapter == null) {
      throw new InvalidPropertyException("resourceAdapter is not set");
    }
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof AdapterSpec that
        && getClass().equals(that.getClass())
        && adapter == that.adapter;
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + System.identityHashCode(adapter);
  }
}
