package org.pop3ra.netty;

import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.UnpooledByteBufAllocator;

/** An allocator that knows what was not given back. */
final class CountingAllocator {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);

  UnpooledByteBufAllocator allocator() {
    return allocator;
  }

  long octetsInUse() {
    ByteBufAllocatorMetric metric = allocator.metric();
    return metric.usedDirectMemory() + metric.usedHeapMemory();
  }
}
