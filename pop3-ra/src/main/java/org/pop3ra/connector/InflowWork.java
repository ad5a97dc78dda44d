package org.pop3ra.connector;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.util.List;

/** Work that is done when its context is there. */
final class InflowWork implements Work, WorkContextProvider {
  private static final long serialVersionUID = 1L;

  private final transient PasswordInflow inflow;

  InflowWork(PasswordInflow inflow) {
    this.inflow = inflow;
  }

  @Override
  public List<WorkContext> getWorkContexts() {
    return List.of(inflow);
  }

  @Override
  public void run() {
    // The container has asked its realm before.
  }

  @Override
  public void release() {
    // There is nothing to interrupt.
  }
}
