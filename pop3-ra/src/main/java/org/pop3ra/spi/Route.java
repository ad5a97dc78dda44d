package org.pop3ra.spi;

/**
 * Where a recipient's copy goes. Opaque to the adapter, which gives it back to the listener that
 * made it.
 */
public interface Route {}
