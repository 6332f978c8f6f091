package io.supernet.study.coupling;

import io.supernet.RandomStreams;
import io.supernet.evaluate.Metric;
import io.supernet.space.SearchSpace;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import io.supernet.train.TrainingOptions;
import java.nio.file.Path;

/**
 * A supernet whose trained weights are measured. What is tried on them stays in memory: the
 * checkpoint is only read.
 *
 * @param supernet whose owner closes it
 * @param prefix the checkpoint, as {@link Supernet#restore} takes it
 * @param training how it was trained
 * @param streams all randomness
 */
record TrainedWeights(
    Supernet supernet, Path prefix, TrainingOptions training, RandomStreams streams) {

  void restore() {
    supernet.restore(prefix);
  }

  SearchSpace space() {
    return supernet.definition().space();
  }

  Metric metric() {
    return supernet.definition().task().metric();
  }

  int decisions() {
    return space().decisions().size();
  }

  /** A training batch: different examples, as many as in the training. */
  int[] batch(String consumer, long position) {
    int size = supernet.size(Part.TRAIN);
    return streams.stream(consumer, position)
        .ints(0, size)
        .distinct()
        .limit(Math.min(size, training.batch()))
        .toArray();
  }
}
