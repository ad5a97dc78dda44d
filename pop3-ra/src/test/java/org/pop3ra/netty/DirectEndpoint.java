package org.pop3ra.netty;

/** A listener that is always there. */
record DirectEndpoint<L>(L listener) implements Endpoint<L> {
  @Override
  public <T> T call(Call<L, T> call) throws Exception {
    return call.on(listener);
  }
}
