package io.supernet.study.audit;

import io.supernet.Progress;
import io.supernet.evaluate.Metric;
import io.supernet.network.BatchNormMode;
import io.supernet.stats.Bootstrap;
import io.supernet.stats.Estimate;
import io.supernet.stats.KendallTau;
import io.supernet.stats.Measure;
import io.supernet.stats.Pearson;
import io.supernet.stats.RandomPicks;
import io.supernet.stats.Spearman;
import io.supernet.stats.TopPicks;
import io.supernet.stats.TopTau;
import io.supernet.study.audit.Audit.Predictor;
import io.supernet.study.audit.Audit.Regret;
import io.supernet.study.audit.Audit.Start;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares what predicts the truth of some architectures. Intervals are bootstrapped over the
 * architectures, each measure with the same resamples; all seeds of an architecture stay together.
 */
final class Study {

  /** Names of predictors. */
  public static final String SUPERNET_BATCH = "supernet, batch statistics";

  public static final String SUPERNET_CALIBRATED = "supernet, calibrated";
  public static final String SUPERNET_LOSS = "supernet loss";
  public static final String SEVERAL_SUPERNETS = "mean of several supernets";
  public static final String MACS = "macs";
  public static final String PARAMETERS = "parameters";

  private static final double TOP_SHARE = 0.1;

  /** Largest k for which the expected result of retraining the top k is computed. */
  private static final int MOST_RETRAINED = 20;

  private final List<Subject> subjects;

  private final Metric metric;

  /** The higher the better, as all that predicts it. */
  private final double[] truth;

  private final int[] band;
  private final int seeds;
  private final int top;
  private final long seed;

  /**
   * A study.
   *
   * @param subjects at least 3, with the same number of trainings each
   * @param metric that their values are of
   * @param top k for the top-k figures; all if there are fewer
   * @param seed of the bootstrap
   */
  public Study(List<Subject> subjects, Metric metric, int top, long seed) {
    this.subjects = List.copyOf(subjects);
    this.metric = metric;
    this.truth = scores(Subject::mean);
    this.band = middle();
    this.seeds = subjects.get(0).truth().size();
    this.top = Math.min(top, subjects.size());
    this.seed = seed;
  }

  /**
   * All figures and what follows from them.
   *
   * @param space name of the space
   * @param source of the truth, in words
   * @param policy of the run
   * @param prior name of the predictor that combines several; empty if there is none
   * @param starts what training from different weights gave, if that was tried
   */
  public Audit audit(
      String space,
      String source,
      BatchNormMode policy,
      String prior,
      List<Start> starts,
      Progress progress) {
    Map<String, double[]> predictions = predictions(policy);
    progress.begin("bootstrap", predictions.size());
    List<Predictor> predictors = new ArrayList<>();
    predictions.forEach(
        (name, predicted) -> {
          predictors.add(predictor(name, predicted));
          progress.advance(predictors.size(), name);
        });
    double[] supernet = predictions.get(name(policy));
    List<Regret> regrets = regrets(supernet);
    Double noise = noise();
    Integer enough =
        noise == null
            ? null
            : regrets.stream()
                .filter(r -> r.expected() <= noise)
                .map(Regret::top)
                .findFirst()
                .orElse(null);
    double best = Arrays.stream(truth).max().orElseThrow();
    Audit audit =
        new Audit(
            space,
            metric,
            source,
            subjects.size(),
            seeds,
            policy == BatchNormMode.CALIBRATED ? "calibrated" : "batch",
            noise,
            ceiling(),
            metric.score(best),
            metric.score(Arrays.stream(truth).average().orElseThrow()),
            top,
            predictors,
            best - RandomPicks.expectedBest(truth, 1),
            best - RandomPicks.expectedBest(truth, top),
            difference(supernet, predictions.get(MACS)),
            difference(supernet, predictions.get(PARAMETERS)),
            prior,
            prior.isEmpty() ? null : difference(predictions.get(prior), supernet),
            predictions.containsKey(SUPERNET_BATCH) && predictions.containsKey(SUPERNET_CALIBRATED)
                ? difference(predictions.get(SUPERNET_BATCH), predictions.get(SUPERNET_CALIBRATED))
                : null,
            regrets,
            enough,
            starts,
            List.of());
    progress.end(subjects.size() + " architectures");
    return audit.with(AuditWords.of(audit, Advice.of(audit, predictions, truth, this::difference)));
  }

  /** What the run's policy is called among the predictors. */
  static String name(BatchNormMode policy) {
    return policy == BatchNormMode.CALIBRATED ? SUPERNET_CALIBRATED : SUPERNET_BATCH;
  }

  private Map<String, double[]> predictions(BatchNormMode policy) {
    Map<String, double[]> predictions = new LinkedHashMap<>();
    predictions.put(name(policy), new double[0]); // The run's policy comes first.
    predictions.put(SUPERNET_BATCH, scores(Subject::batch));
    predictions.put(SUPERNET_CALIBRATED, scores(Subject::calibrated));
    if (!metric.equals(Metric.LOSS)) {
      predictions.put(SUPERNET_LOSS, values(s -> -s.loss()));
    }
    predictions.put(SEVERAL_SUPERNETS, scores(Subject::averaged));
    predictions.values().removeIf(values -> Double.isNaN(values[0])); // What was not asked for.
    subjects
        .get(0)
        .scores()
        .keySet()
        .forEach(scorer -> predictions.put(scorer, values(s -> s.score(scorer))));
    return predictions;
  }

  private Predictor predictor(String name, double[] predicted) {
    TopPicks one = new TopPicks(1);
    TopPicks several = new TopPicks(top);
    return new Predictor(
        name,
        figure(KendallTau::of, predicted),
        figure(Spearman::of, predicted),
        figure(Pearson::of, predicted),
        figure(new TopTau(TOP_SHARE), predicted),
        inBand(predicted),
        figure(several::precision, predicted),
        figure(several::bestRank, predicted),
        figure(one::regret, predicted),
        figure(several::regret, predicted));
  }

  private Estimate figure(Measure measure, double[] predicted) {
    return Estimate.of(measure, predicted, truth, new SplittableRandom(seed));
  }

  /** Tau among those of about one size, where larger is no argument. */
  private Estimate inBand(double[] predicted) {
    return Estimate.of(
        KendallTau::of,
        Bootstrap.pick(predicted, band),
        Bootstrap.pick(truth, band),
        new SplittableRandom(seed));
  }

  /** The third of the architectures that lies in the middle by multiply-adds. */
  private int[] middle() {
    int third = subjects.size() / 3;
    return IntStream.range(0, subjects.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> subjects.get(i).score(MACS)))
        .skip(third)
        .limit(subjects.size() - 2L * third)
        .mapToInt(i -> i)
        .toArray();
  }

  private Estimate difference(double[] one, double[] other) {
    Bootstrap bootstrap = bootstrap();
    double[] values =
        bootstrap.values(
            truth.length,
            rows -> {
              double[] true0 = Bootstrap.pick(truth, rows);
              return less(
                  KendallTau.of(Bootstrap.pick(one, rows), true0),
                  KendallTau.of(Bootstrap.pick(other, rows), true0));
            });
    return Estimate.of(
        less(KendallTau.of(one, truth), KendallTau.of(other, truth)), bootstrap.interval(values));
  }

  private static OptionalDouble less(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.getAsDouble() - other.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The mean tau over all pairs of seeds. */
  private Estimate ceiling() {
    List<double[]> bySeed = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      int index = i;
      bySeed.add(scores(s -> s.truth().get(index)));
    }
    Bootstrap bootstrap = bootstrap();
    double[] values =
        seeds < 2
            ? new double[0]
            : bootstrap.values(
                truth.length,
                rows -> agreement(bySeed.stream().map(v -> Bootstrap.pick(v, rows)).toList()));
    return Estimate.of(agreement(bySeed), bootstrap.interval(values));
  }

  private static OptionalDouble agreement(List<double[]> bySeed) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < bySeed.size(); i++) {
      for (int j = 0; j < i; j++) {
        OptionalDouble tau = KendallTau.of(bySeed.get(i), bySeed.get(j));
        if (tau.isEmpty()) {
          return tau;
        }
        sum += tau.getAsDouble();
        pairs++;
      }
    }
    return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / pairs);
  }

  /** The standard deviation within architectures; null with one seed. */
  private Double noise() {
    if (seeds < 2) {
      return null;
    }
    double squares = 0;
    for (Subject subject : subjects) {
      double mean = subject.mean();
      squares += subject.truth().stream().mapToDouble(t -> (t - mean) * (t - mean)).sum();
    }
    return Math.sqrt(squares / (subjects.size() * (seeds - 1.0)));
  }

  private List<Regret> regrets(double[] predicted) {
    List<Regret> regrets = new ArrayList<>();
    for (int k = 1; k <= Math.min(MOST_RETRAINED, truth.length); k++) {
      regrets.add(new Regret(k, new TopPicks(k).regret(predicted, truth).orElseThrow()));
    }
    return regrets;
  }

  private Bootstrap bootstrap() {
    return Bootstrap.of(new SplittableRandom(seed));
  }

  /** Values of the metric, with the sign that makes more better. */
  private double[] scores(ToDoubleFunction<Subject> value) {
    return values(subject -> metric.score(value.applyAsDouble(subject)));
  }

  private double[] values(ToDoubleFunction<Subject> figure) {
    return subjects.stream().mapToDouble(figure).toArray();
  }
}
