package io.supernet.study.compare;

import com.google.common.collect.ImmutableList;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.stats.Spread;
import io.supernet.study.compare.TrialResult.Finalist;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a comparison has found.
 *
 * @param space name of the space
 * @param metric by which architectures are judged; all values are in its unit. Reports from before
 *     it was written are of accuracies
 * @param plan what was done
 * @param rows one a strategy, then the two without a supernet
 * @param trials all runs
 */
public record Report(
    String space, Metric metric, Plan plan, List<Row> rows, List<TrialResult> trials) {

  /**
   * Figures of a strategy over the seeds. Values are of architectures trained alone. Figures that
   * there are not are null.
   *
   * @param name of the strategy
   * @param failed runs without figures, which the others leave out
   * @param pathsPerStep paths that a training step trains
   * @param epochs of training
   * @param passes as {@link TrialResult#passes}
   * @param validation the metric of what the search found
   * @param test the same on test examples
   * @param randomValidation the metric of what random search on the same supernet found
   * @param randomTest the same on test examples
   * @param tau as {@link TrialResult#tau}
   * @param updateSpread as {@link TrialResult#updateSpread}
   * @param train seconds of training the supernet
   * @param search seconds of both searches
   * @param retrain seconds of training what they found
   * @param peakBytes as {@link TrialResult#peakBytes}
   */
  public record Row(
      String name,
      int failed,
      int pathsPerStep,
      int epochs,
      Spread passes,
      Spread validation,
      Spread test,
      Spread randomValidation,
      Spread randomTest,
      Spread tau,
      Spread updateSpread,
      Spread train,
      Spread search,
      Spread retrain,
      Spread peakBytes) {}

  public Report {
    metric = Objects.requireNonNullElse(metric, Metric.ACCURACY);
    rows = ImmutableList.copyOf(rows);
    trials = ImmutableList.copyOf(trials);
  }

  static Report of(String space, Metric metric, Plan plan, List<TrialResult> trials) {
    List<Row> rows = new ArrayList<>();
    for (String strategy : plan.strategies()) {
      rows.add(row(strategy, of(strategy, trials), TrialResult::found, true));
    }
    List<TrialResult> random = of(Trial.RANDOM, trials);
    String best = Text.of("best of %d random, no supernet", plan.randomArchitectures());
    rows.add(row(best, random, TrialResult::found, false));
    if (plan.randomArchitectures() > 1) {
      rows.add(first(random, plan));
    }
    return new Report(space, metric, plan, rows, trials);
  }

  private static List<TrialResult> of(String strategy, List<TrialResult> trials) {
    return trials.stream().filter(t -> t.strategy().equals(strategy)).toList();
  }

  private static Row row(
      String name,
      List<TrialResult> trials,
      Function<TrialResult, Finalist> finalist,
      boolean supernet) {
    List<TrialResult> good = trials.stream().filter(t -> t.failure() == null).toList();
    return new Row(
        name,
        trials.size() - good.size(),
        good.stream().mapToInt(TrialResult::pathsPerStep).max().orElse(0),
        good.stream().mapToInt(TrialResult::epochs).max().orElse(0),
        Spread.of(good, t -> (double) t.passes()),
        Spread.of(good, t -> finalist.apply(t).validation()),
        Spread.of(good, t -> finalist.apply(t).test()),
        supernet ? Spread.of(good, t -> t.random().validation()) : null,
        supernet ? Spread.of(good, t -> t.random().test()) : null,
        Spread.of(good, TrialResult::tau),
        Spread.of(good, TrialResult::updateSpread),
        supernet ? Spread.of(good, t -> t.seconds().get("train")) : null,
        supernet ? Spread.of(good, t -> t.seconds().get("search")) : null,
        Spread.of(good, t -> t.seconds().get("retrain")),
        Spread.of(good, t -> t.peakBytes() == null ? null : (double) t.peakBytes()));
  }

  /** The first architecture that was drawn, which cost nothing but its own training. */
  private static Row first(List<TrialResult> random, Plan plan) {
    Row all = row("one random, no supernet", random, TrialResult::random, false);
    return new Row(
        all.name(),
        all.failed(),
        1,
        plan.options().alone().epochs(),
        Spread.of(random, t -> t.failure() == null ? 0.0 : null),
        all.validation(),
        all.test(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
