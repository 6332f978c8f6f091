package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

  private static long[] numbers(long seed, String consumer, long position) {
    RandomGenerator stream = new RandomStreams(seed).stream(consumer, position);
    return stream.longs(5).toArray();
  }

  @Test
  void sameSeedSameNumbers() {
    assertThat(numbers(1, "paths", 7)).isEqualTo(numbers(1, "paths", 7));
    assertThat(new RandomStreams(1).seed("paths", 7))
        .isEqualTo(new RandomStreams(1).seed("paths", 7));
  }

  @Test
  void seedConsumerAndPositionMatter() {
    assertThat(numbers(1, "paths", 7))
        .isNotEqualTo(numbers(2, "paths", 7))
        .isNotEqualTo(numbers(1, "data", 7))
        .isNotEqualTo(numbers(1, "paths", 8));
  }

  /** Resuming an old run needs the numbers of the old version. */
  @Test
  void numbersNeverChangeBetweenVersions() {
    assertThat(new RandomStreams(42).seed("paths", 3)).isEqualTo(6656956722122646278L);
  }

  @Test
  void neighboringPositionsAreUnrelated() {
    RandomStreams streams = new RandomStreams(3);
    int[] counts = new int[4];
    for (int step = 0; step < 8000; step++) {
      counts[streams.stream("paths", step).nextInt(4)]++;
    }
    // Each is binomial with mean 2000 and deviation 39.
    for (int count : counts) {
      assertThat(count).isBetween(1845, 2155);
    }
  }
}
