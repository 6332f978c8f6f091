package io.supernet.train;

import io.supernet.RandomStreams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which examples each step trains on: every epoch a new random order, cut into whole batches; what
 * is left over waits for the next epoch. A step's batch depends on the seed and the step alone.
 */
final class Batches {

  private final int size;
  private final int batch;
  private final RandomStreams streams;
  private long epoch = -1;
  private int[] order = {};

  Batches(int size, int batch, RandomStreams streams) {
    this.size = size;
    this.batch = Math.min(size, batch);
    this.streams = streams;
  }

  static int stepsPerEpoch(int size, int batch) {
    return size / Math.min(size, batch);
  }

  int stepsPerEpoch() {
    return stepsPerEpoch(size, batch);
  }

  int[] batch(long step) {
    if (step / stepsPerEpoch() != epoch) {
      epoch = step / stepsPerEpoch();
      order = shuffled(streams.stream("order", epoch));
    }
    int first = Math.toIntExact(step % stepsPerEpoch()) * batch;
    return Arrays.copyOfRange(order, first, first + batch);
  }

  private int[] shuffled(RandomGenerator random) {
    int[] rows = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
    return rows;
  }
}
