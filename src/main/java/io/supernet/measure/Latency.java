package io.supernet.measure;

import com.google.common.primitives.Doubles;
import io.supernet.stats.Quantile;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a network took for one batch, again and again.
 *
 * @param medianMillis milliseconds that half of the runs stayed below
 * @param p95Millis milliseconds that 95 % of the runs stayed below
 * @param runs how many were timed
 */
public record Latency(double medianMillis, double p95Millis, int runs) {

  private static final int WARM_UP_RUNS = 5;
  private static final int LEAST_ROUNDS = 20;
  private static final int MOST_ROUNDS = 200;
  private static final long NANOS_EACH = 500_000_000;

  /**
   * Times several runs in turn, so that whatever else the machine does meanwhile meets all alike:
   * after five rounds that do not count, 20 to 200 rounds, half a second for each run in the mean.
   *
   * @return one for each, in the same order
   */
  public static List<Latency> inTurn(List<? extends Runnable> runs) {
    List<List<Double>> millis = new ArrayList<>();
    runs.forEach(run -> millis.add(new ArrayList<>()));
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      runs.forEach(Runnable::run);
    }
    long begin = System.nanoTime();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (round >= LEAST_ROUNDS && System.nanoTime() - begin > NANOS_EACH * runs.size()) {
        break;
      }
      for (int i = 0; i < runs.size(); i++) {
        long before = System.nanoTime();
        runs.get(i).run();
        millis.get(i).add((System.nanoTime() - before) / 1e6);
      }
    }
    return millis.stream().map(Latency::of).toList();
  }

  private static Latency of(List<Double> millis) {
    double p95 = Quantile.of(Doubles.toArray(millis), 0.95);
    return new Latency(Quantile.median(millis), p95, millis.size());
  }
}
