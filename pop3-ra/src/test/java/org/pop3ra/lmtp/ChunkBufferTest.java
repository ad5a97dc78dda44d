package org.pop3ra.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pop3ra.spi.Content;

class ChunkBufferTest {

  @Test
  void growsWithTheMessage() {
    ChunkBuffer buffer = new ChunkBuffer();

    assertThat(buffer.capacity()).isZero();
    fill(buffer, 1000);
    assertThat(buffer.capacity()).isLessThanOrEqualTo(2000);
    fill(buffer, Content.CHUNK - 1000);
    assertThat(buffer.capacity()).isEqualTo(Content.CHUNK);
  }

  @Test
  void whatSpillsOverBeginsTheNextChunk() {
    ChunkBuffer buffer = new ChunkBuffer();
    fill(buffer, Content.CHUNK);
    assertThat(buffer.overflowing()).isFalse();

    buffer.put((byte) 'a');
    buffer.put((byte) 'b');

    assertThat(buffer.overflowing()).isTrue();
    assertThat(buffer.take()).hasSize(Content.CHUNK).containsOnly('x');
    assertThat(buffer.overflowing()).isFalse();
    assertThat(buffer.take()).containsExactly('a', 'b');
    assertThat(buffer.take()).isEmpty();
  }

  @Test
  void growsNoMoreAfterTheFirstChunk() {
    ChunkBuffer buffer = new ChunkBuffer();
    fill(buffer, Content.CHUNK + 1);

    buffer.take();

    assertThat(buffer.capacity()).isEqualTo(Content.CHUNK);
  }

  @Test
  void takesOfARunWhatFits() {
    ChunkBuffer buffer = new ChunkBuffer();
    byte[] run = new byte[Content.CHUNK];

    assertThat(buffer.put(run, 0, 5)).isEqualTo(5);
    assertThat(buffer.put(run, 0, run.length)).isEqualTo(Content.CHUNK - 5);
    assertThat(buffer.overflowing()).isFalse();
    assertThat(buffer.put(run, 0, run.length)).isOne();
    assertThat(buffer.overflowing()).isTrue();
  }

  private static void fill(ChunkBuffer buffer, int octets) {
    for (int i = 0; i < octets; i++) {
      buffer.put((byte) 'x');
    }
  }
}
