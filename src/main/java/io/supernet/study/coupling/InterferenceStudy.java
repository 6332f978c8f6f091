package io.supernet.study.coupling;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import io.supernet.stats.Estimate;
import io.supernet.stats.Spread;
import io.supernet.study.coupling.Coupling.Trials;
import io.supernet.supernet.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * What training steps of other paths do to the metric of a probe. Every trial begins at the trained
 * weights. All trials of one probe see the same batches, so that they differ in the path alone.
 */
final class InterferenceStudy {

  private static final int MOST_DRAWS = 100;

  /** The figures; columns as {@link Coupling#interference}. */
  record Result(List<Trials> trials, Estimate trend) {}

  private final TrainedWeights weights;
  private final CouplingOptions options;
  private final int decisions;
  private final double rate;
  private final double[][] values;
  private final double[][] losses;

  InterferenceStudy(TrainedWeights weights, CouplingOptions options) {
    this.weights = weights;
    this.options = options;
    this.decisions = weights.decisions();
    this.rate = rate(weights);
    this.values = new double[options.probes()][decisions + 2];
    this.losses = new double[options.probes()][decisions + 2];
  }

  /** A tenth of the highest: enough to disturb a trained supernet, not to train it again. */
  static double rate(TrainedWeights weights) {
    return weights.training().learningRate() / 10;
  }

  Result run(Progress progress) {
    progress.begin("interference", (long) options.probes() * (decisions + 2));
    for (int probe = 0; probe < options.probes(); probe++) {
      try (Trial trial = new Trial(probe)) {
        trial.tellIfNotJudged(progress);
        for (int column = 0; column < decisions + 2; column++) {
          trial.run(column);
          progress.advance((long) probe * (decisions + 2) + column + 1, "probe " + (probe + 1));
        }
      }
    }
    progress.end(Text.of("%d probes, %d steps a trial", options.probes(), options.steps()));
    double[][] byShared =
        Arrays.stream(values).map(row -> Arrays.copyOf(row, decisions)).toArray(double[][]::new);
    RandomGenerator random = weights.streams().stream("coupling/interference-bootstrap", 0);
    return new Result(trials(), Trend.of(byShared, random));
  }

  private List<Trials> trials() {
    List<Trials> trials = new ArrayList<>();
    for (int column = 0; column < decisions + 2; column++) {
      String paths =
          column < decisions ? "one path" : column == decisions ? "uniform paths" : "itself";
      trials.add(
          new Trials(
              paths,
              column < decisions ? column : null,
              Spread.of(column(values, column)),
              Spread.of(column(losses, column))));
    }
    return trials;
  }

  /** Where there was a trial. */
  private static double[] column(double[][] values, int column) {
    return Arrays.stream(values)
        .mapToDouble(row -> row[column])
        .filter(v -> !Double.isNaN(v))
        .toArray();
  }

  /** The trials of one probe; closing it leaves the trained weights behind. */
  private final class Trial implements AutoCloseable {

    private final int number;
    private final Architecture probe;
    private final Evaluation before;

    Trial(int number) {
      this.number = number;
      this.probe = weights.space().sample(weights.streams().stream("coupling/probe", number));
      weights.restore();
      this.before = evaluate();
    }

    /** A failed one if the probe cannot be judged. */
    private Evaluation evaluate() {
      try {
        return weights.supernet().evaluate(probe, Part.VALIDATION);
      } catch (EvaluationException e) {
        return Evaluation.failed(probe, e.getMessage());
      }
    }

    void tellIfNotJudged(Progress progress) {
      if (before.failed()) {
        progress.note(
            Text.of(
                "warning: interference: probe %d, %s, could not be judged and is left out of all figures: %s",
                number + 1, weights.supernet().definition().format(probe), before.failure()));
      }
    }

    void run(int column) {
      Optional<IntFunction<Architecture>> paths = paths(column);
      values[number][column] = Double.NaN;
      losses[number][column] = Double.NaN;
      if (paths.isPresent() && !before.failed()) {
        weights.restore();
        train(paths.get());
        Evaluation after = evaluate();
        // What is not finite is as bad as can be.
        Metric metric = weights.metric();
        double worst = metric.higherIsBetter() ? metric.least() : metric.most();
        values[number][column] =
            (after.failed() ? worst : after.metric(metric.name())) - before.metric(metric.name());
        losses[number][column] =
            after.failed() ? Double.POSITIVE_INFINITY : after.loss() - before.loss();
      }
    }

    /** The path of each step; none if no path shares just so much. */
    private Optional<IntFunction<Architecture>> paths(int column) {
      if (column == decisions + 1) {
        return Optional.of(step -> probe);
      }
      long position = (long) number * (decisions + 2) + column;
      RandomGenerator random = weights.streams().stream("coupling/path", position);
      if (column == decisions) {
        return Optional.of(step -> other(random));
      }
      return new SharedDecisions(weights.space())
          .draw(probe, column, random)
          .map(path -> step -> path);
    }

    private Architecture other(RandomGenerator random) {
      for (int i = 0; i < MOST_DRAWS; i++) {
        Architecture path = weights.space().sample(random);
        if (!path.equals(probe)) {
          return path;
        }
      }
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has almost no architecture other than %s; coupling needs several.",
              weights.space().name(), weights.supernet().definition().format(probe)));
    }

    private void train(IntFunction<Architecture> paths) {
      for (int i = 0; i < options.steps(); i++) {
        long position = (long) number * options.steps() + i;
        int[] batch = weights.batch("coupling/batch", position);
        long crops = weights.streams().seed("coupling/augment", position);
        weights.supernet().step(paths.apply(i), batch, rate, crops);
      }
    }

    @Override
    public void close() {
      weights.restore();
    }
  }
}
