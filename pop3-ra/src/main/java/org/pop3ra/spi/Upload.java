package org.pop3ra.spi;

/**
 * A message that is being stored in pieces. Opaque to the adapter, which gives it back to the
 * listener that made it.
 */
public interface Upload {}
