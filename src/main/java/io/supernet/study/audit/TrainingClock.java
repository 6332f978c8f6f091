package io.supernet.study.audit;

import io.supernet.Progress;
import io.supernet.space.Architecture;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.train.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;

/** Estimates how long trainings take, from a few steps of a few architectures of different cost. */
final class TrainingClock {

  private static final int ARCHITECTURES = 3;
  private static final int WARM_UP = 2;
  private static final int TIMED = 8;

  private final TruthTraining training;

  TrainingClock(TruthTraining training) {
    this.training = training;
  }

  /** Seconds that a training of one of these takes while others run beside it. */
  double secondsEach(List<Architecture> architectures, long steps, Progress progress) {
    List<Architecture> byCost =
        architectures.stream()
            .sorted(Comparator.comparingLong(a -> training.run().definition().cost(a).macs()))
            .toList();
    int count = Math.min(byCost.size(), Math.max(ARCHITECTURES, training.workers()));
    progress.begin("time a few steps", count);
    DoubleAdder seconds = new DoubleAdder();
    List<Workers.Task> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Architecture architecture = byCost.get((2 * i + 1) * byCost.size() / (2 * count));
      tasks.add(
          heard -> {
            seconds.add(seconds(architecture, steps));
            heard.advance(1, "");
          });
    }
    new Workers(training.workers()).run(tasks, progress);
    progress.end(count + " architectures");
    return seconds.sum() / count;
  }

  /** Building and judging are timed whole, steps in part. */
  private double seconds(Architecture architecture, long steps) {
    long begin = System.nanoTime();
    try (StandAlone model = training.build(architecture)) {
      int rows = Math.min(training.options().batch(), model.size(Part.TRAIN));
      int[] batch = IntStream.range(0, rows).toArray();
      step(model, batch, WARM_UP);
      long warm = System.nanoTime();
      step(model, batch, TIMED);
      long timed = System.nanoTime();
      model.evaluate(Part.VALIDATION);
      double once = (System.nanoTime() - timed + warm - begin) / 1e9;
      return once + (timed - warm) / 1e9 / TIMED * steps;
    }
  }

  private static void step(StandAlone model, int[] batch, int times) {
    for (int i = 0; i < times; i++) {
      model.step(model.architecture(), batch, 0, i);
    }
  }
}
