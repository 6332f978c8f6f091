package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.evaluate.Metric;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What is wanted of a prediction beside what the labels say.
 *
 * @param metric that a search wants the best of, by name; empty for the first of the task
 * @param classWeights whether each class counts as much as any other in training
 * @param huber bound of the Huber loss of a regression; 0 for squared errors
 */
@API(status = INTERNAL)
public record Aim(String metric, boolean classWeights, double huber) {

  /** What a user says. */
  static Aim of(DataOptions wanted) {
    return new Aim(
        wanted.metric() == null ? "" : wanted.metric(),
        wanted.classWeights(),
        wanted.huber() == null ? Regression.SQUARED : wanted.huber());
  }

  /**
   * The prediction.
   *
   * @param classes how many there are, or labels of which an example has a set; any number where a
   *     value is predicted
   * @throws SupernetException if something is wanted that this task does not have
   */
  public Prediction prediction(TaskKind task, int classes) {
    if (classWeights && task != TaskKind.CLASSIFICATION) {
      throw refused(
          task == TaskKind.REGRESSION
              ? "A regression has no classes to weigh; leave the class weights away."
              : "Class weights are of classes of which an example has one, and this task is multilabel; leave them away.");
    }
    if (huber != Regression.SQUARED && task != TaskKind.REGRESSION) {
      throw refused(
          Text.of(
              "The Huber loss is of numbers, and this task is %s; leave it away, or say --task regression.",
              task.text()));
    }
    return switch (task) {
      case CLASSIFICATION ->
          Prediction.classification(classes, sought(Classification.METRICS), classWeights);
      case MULTILABEL -> Prediction.multilabel(classes, sought(Metric.OF_MULTILABEL));
      case REGRESSION -> Prediction.regression(sought(Metric.OF_REGRESSION), huber);
    };
  }

  /** The one of that name; without a name the first. */
  private Metric sought(List<Metric> metrics) {
    return metrics.stream()
        .filter(one -> metric.isEmpty() || one.name().equals(metric))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    Text.of(
                        "A search cannot want the best '%s' of this task; choose from %s.",
                        metric,
                        metrics.stream().map(Metric::name).collect(Collectors.joining(", ")))));
  }

  private static SupernetException refused(String sentence) {
    return new SupernetException(Kind.USAGE, sentence);
  }
}
