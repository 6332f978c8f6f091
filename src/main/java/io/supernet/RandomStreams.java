package io.supernet;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All randomness of a run, from one seed: a stream for each consumer and position, the same however
 * the run got there. A run that was interrupted therefore goes on with the numbers that it would
 * have drawn.
 *
 * @param seed the seed of the run
 * @since 0.1
 */
public record RandomStreams(long seed) {

  /**
   * The stream of a consumer at a position.
   *
   * @param consumer who draws, such as {@code "paths"}
   * @param position where it stands, such as the training step
   */
  public RandomGenerator stream(String consumer, long position) {
    return new SplittableRandom(seed(consumer, position));
  }

  /** A seed for a consumer at a position, for generators outside the JVM. */
  public long seed(String consumer, long position) {
    return Hashing.murmur3_128()
        .newHasher()
        .putLong(seed)
        .putString(consumer, StandardCharsets.UTF_8)
        .putLong(position)
        .hash()
        .asLong();
  }
}
