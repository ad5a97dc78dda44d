package org.pop3ra.bench.load;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Messages made beforehand, to be delivered over and over. */
public record Mail(List<Message> messages) {
  private static final int DIFFERENT = 256;
  private static final double MEDIAN = 5_000;
  private static final int SMALLEST = 400;
  private static final int LARGEST = 200_000;

  public Mail {
    messages = List.copyOf(messages);
  }

  /** What people get: lognormal sizes with a median of 5,000 octets and a mean of about 8 KB. */
  public static Mail usual() {
    Random random = new Random(1);
    return new Mail(
        IntStream.range(0, DIFFERENT).mapToObj(i -> Message.random(size(random), i)).toList());
  }

  /** One message of about so many octets. */
  public static Mail of(int octets) {
    return new Mail(List.of(Message.random(octets, 0)));
  }

  Message message(int number) {
    return messages.get(Math.floorMod(number, messages.size()));
  }

  private static int size(Random random) {
    double octets = MEDIAN * Math.exp(random.nextGaussian());
    return (int) Math.max(SMALLEST, Math.min(LARGEST, octets));
  }
}
