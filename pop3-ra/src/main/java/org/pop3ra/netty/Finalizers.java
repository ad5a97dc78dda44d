package org.pop3ra.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.ConcurrentSkipListIntObjMultimap;

/**
 * Netty's allocators give their memory back in finalizers, and need classes for that which nothing
 * else needs. They run when the server has unloaded the application and, as Payara does, its class
 * loader finds nothing any more: the memory would never be given back, and the log would tell of
 * each class. So they are loaded in time.
 */
final class Finalizers {
  private Finalizers() {}

  /**
   * Called on a thread of the event loops, as allocators leave something on each that uses them.
   *
   * @param chunk octets that the allocator asks of the system for many buffers
   */
  static void load(ByteBufAllocator allocator, int chunk) {
    // Does not fit in a chunk: it is one of its own, which is given back at once.
    allocator.directBuffer(chunk + 1).release();
    // For the allocator that Netty makes for itself when it is loaded.
    new ConcurrentSkipListIntObjMultimap<>(-1).forEach(none -> {});
  }
}
