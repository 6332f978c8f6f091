package io.supernet.pipeline;

import io.supernet.Fingerprint;
import io.supernet.Opened;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.export.MadeBy;
import io.supernet.export.Origin;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.train.LocalSite;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Architectures of a trained supernet as models: with its weights, and statistics of batch
 * normalization from training examples.
 */
final class InheritedModels {

  /**
   * How good one is.
   *
   * @param key of the architecture, the weights and the examples that gave the statistics
   * @param metrics by part of the data and by name
   */
  record Judged(String key, Map<String, Map<String, Double>> metrics) {}

  private final Run run;
  private final LocalSite site;
  private final int[] examples;

  /**
   * Models of a run whose supernet is trained.
   *
   * @param calibration how many training examples give the statistics; all if there are fewer
   */
  InheritedModels(Run run, int calibration) {
    this.run = run;
    this.site = run.trainingSite();
    int size = run.data().train().size();
    RandomGenerator random = run.streams().stream("inherited", 0);
    this.examples =
        calibration >= size
            ? IntStream.range(0, size).toArray()
            : random.ints(0, size).distinct().limit(calibration).sorted().toArray();
  }

  /** The values of the supernet's variables by name. */
  Map<String, float[]> weights() {
    return site.weights().get();
  }

  /** How many training examples give the statistics. */
  int calibration() {
    return examples.length;
  }

  /** One of them; the caller closes it. */
  StandAlone open(Architecture architecture) {
    ModelOptions options =
        run.options().supernetModel().with().augment(false).cutout(0).accumulates(false).build();
    try (Opened opened = new Opened()) {
      StandAlone model =
          opened.add(StandAlone.build(run.definition(), architecture, run.data(), options));
      model.inherit(weights());
      model.recalibrate(examples);
      opened.keep();
      return model;
    }
  }

  /**
   * Its metrics on validation and test examples. The test examples are used once for each model:
   * what is known is not measured again.
   */
  Map<String, Map<String, Double>> judge(StandAlone model) {
    String key = key(model.architecture());
    try (Journal<Judged> journal = Journal.open(run.layout().inherited(), Judged.class)) {
      return journal.records().stream()
          .filter(judged -> judged.key().equals(key))
          .map(Judged::metrics)
          .findFirst()
          .orElseGet(
              () -> {
                Evaluation validation = model.evaluate(Part.VALIDATION);
                Map<String, Map<String, Double>> metrics =
                    Map.of(
                        "validation",
                        validation.metrics(),
                        "test",
                        TestPhase.tested(model).metrics());
                journal.append(new Judged(key, metrics));
                return metrics;
              });
    }
  }

  /**
   * What to know of a model that is no better than one answer to all: most likely, hardly a step of
   * the supernet's training was its own.
   */
  Optional<String> caution(Architecture architecture, Map<String, Map<String, Double>> metrics) {
    Metric metric = run.definition().task().metrics().get(0);
    double constant = SearchPhase.constant(run, run.data().validation());
    double value =
        metrics.getOrDefault("validation", Map.of()).getOrDefault(metric.name(), Double.NaN);
    return metric.score(value) > metric.score(constant) || Double.isNaN(constant)
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "caution: the %s of %s with inherited weights, %s, is no better than one answer to all examples; the supernet's training has hardly trained it, so retrain it or leave it out",
                metric.name(), run.definition().format(architecture), metric.text(value)));
  }

  private String key(Architecture architecture) {
    Fingerprint key =
        Fingerprint.of("inherited", 1).withAll("architecture", architecture.choices().asList());
    int weights = 0;
    for (float[] value : weights().values()) {
      weights += Arrays.hashCode(value);
    }
    return key.with("weights", weights).with("examples", Arrays.hashCode(examples)).hex();
  }

  /** Where a model with these metrics is from. */
  Origin origin(Map<String, Map<String, Double>> metrics) {
    return new Origin(
        metrics, run.options().seed(), run.manifest().versions(), Optional.of(madeBy(run)));
  }

  /** What says that an export is of a run. */
  static MadeBy madeBy(Run run) {
    return new MadeBy(run.id(), run.path().toAbsolutePath().normalize().toString());
  }
}
