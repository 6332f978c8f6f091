package io.supernet.pipeline;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives an architecture that was trained alone its final number. */
final class TestPhase {

  /**
   * The final number.
   *
   * @param key of the training
   * @param validationLoss of the model: one that was trained again has another
   * @param metrics by name
   * @param accuracy in place of metrics in lines from before they had names; else null
   */
  record Tested(
      String key,
      double validationLoss,
      @Nullable Map<String, Double> metrics,
      @Nullable Double accuracy) {

    Evaluation of(Architecture architecture) {
      return new Evaluation(
          architecture,
          metrics == null
              ? Map.of(Metric.ACCURACY.name(), Objects.requireNonNull(accuracy))
              : metrics);
    }

    private boolean isOf(Retrained retrained) {
      return key.equals(retrained.key()) && validationLoss == retrained.evaluation().loss();
    }
  }

  private TestPhase() {}

  /** The test examples are used once for each model: a number that is known is not made again. */
  static Evaluation test(Run run, Retrained retrained, StandAlone model) {
    try (Journal<Tested> journal = open(run)) {
      return known(journal, retrained)
          .orElseGet(
              () -> {
                Evaluation tested = tested(model);
                journal.append(
                    new Tested(
                        retrained.key(), retrained.evaluation().loss(), tested.metrics(), null));
                return tested;
              });
    }
  }

  /** The same, for which the model is opened if the number is not known. */
  static Evaluation test(Run run, Retrained retrained) {
    try (Journal<Tested> journal = open(run)) {
      Optional<Evaluation> known = known(journal, retrained);
      if (known.isPresent()) {
        return known.get();
      }
    }
    try (StandAlone model = new RetrainPhase(run).open(retrained)) {
      return test(run, retrained, model);
    }
  }

  /** The number itself. */
  static Evaluation tested(StandAlone model) {
    Evaluation evaluation = model.evaluate(Part.TEST);
    if (evaluation.failed()) {
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of(
              "On the test examples, %s cannot be judged: %s; look for values there that are far from those of the training examples.",
              model.definition().format(model.architecture()), evaluation.failure()));
    }
    return evaluation;
  }

  private static Optional<Evaluation> known(Journal<Tested> journal, Retrained retrained) {
    return journal.records().stream()
        .filter(tested -> tested.isOf(retrained))
        .map(tested -> tested.of(retrained.architecture()))
        .findFirst();
  }

  private static Journal<Tested> open(Run run) {
    return Journal.open(run.layout().tested(), Tested.class);
  }
}
