package io.supernet.evaluate;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.gson.annotations.JsonAdapter;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator says of one architecture.
 *
 * @param architecture the canonical architecture
 * @param metrics the figures by the names of their {@link Metric}s, in the order in which they
 *     count: a search wants the best of the first; none if the architecture could not be judged
 * @param failure why the architecture could not be judged, such as that a figure is not finite;
 *     null if it was
 * @since 0.1
 */
@JsonAdapter(EvaluationJson.class)
public record Evaluation(
    Architecture architecture, Map<String, Double> metrics, @Nullable String failure) {

  public Evaluation {
    Objects.requireNonNull(architecture, "architecture");
    metrics.keySet().forEach(Metric::checkName);
    if (failure == null && !metrics.values().stream().allMatch(Double::isFinite)) {
      failure = "its output is not finite";
    }
    if (failure == null && metrics.isEmpty()) {
      throw new IllegalArgumentException("An evaluation of " + architecture + " without a metric");
    }
    metrics =
        failure == null ? Collections.unmodifiableMap(new LinkedHashMap<>(metrics)) : Map.of();
    Double accuracy = metrics.get(Metric.ACCURACY.name());
    if (accuracy != null) {
      Metric.ACCURACY.check(accuracy);
    }
  }

  /**
   * A judgment; a failed one if a figure is not finite.
   *
   * @since 0.2
   */
  public Evaluation(Architecture architecture, Map<String, Double> metrics) {
    this(architecture, metrics, null);
  }

  /**
   * A judgment of a classification; a failed one if the loss is not finite.
   *
   * @param accuracy share of examples classified right, 0 to 1
   * @param loss mean cross-entropy in nats
   */
  public Evaluation(Architecture architecture, double accuracy, double loss) {
    this(architecture, ofClassification(accuracy, loss), null);
  }

  private static Map<String, Double> ofClassification(double accuracy, double loss) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(Metric.ACCURACY.name(), Metric.ACCURACY.check(accuracy));
    metrics.put(Metric.LOSS.name(), loss);
    return metrics;
  }

  /** An architecture that could not be judged. */
  public static Evaluation failed(Architecture architecture, String why) {
    return new Evaluation(architecture, Map.of(), Objects.requireNonNull(why, "why"));
  }

  /** The same with one more figure; nothing is added to one that failed. */
  @API(status = INTERNAL)
  public Evaluation with(Metric metric, double value) {
    if (failed()) {
      return this;
    }
    Map<String, Double> more = new LinkedHashMap<>(metrics);
    more.put(metric.name(), value);
    return new Evaluation(architecture, more);
  }

  /** Whether the architecture could not be judged; it is worse than any other then. */
  public boolean failed() {
    return failure != null;
  }

  /** The first metric; none if the architecture could not be judged: it is no accuracy of 0. */
  public OptionalDouble judged() {
    return metrics.values().stream().mapToDouble(value -> value).findFirst();
  }

  /**
   * One of the metrics.
   *
   * @throws SupernetException if there is none of this name
   * @since 0.2
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "There is no %s of %s: %s.",
              name,
              architecture,
              failed()
                  ? failure
                  : "its evaluation has only " + String.join(", ", metrics.keySet())));
    }
    return value;
  }

  /** The share of examples classified right, 0 to 1, if there is one, as {@link #metric}. */
  public double accuracy() {
    return metric(Metric.ACCURACY.name());
  }

  /** What training makes small, if there is one, as {@link #metric}. */
  public double loss() {
    return metric(Metric.LOSS.name());
  }

  /**
   * One evaluation of each architecture, the last: those that failed may have been made again. In
   * the order in which the architectures came first.
   */
  public static List<Evaluation> lastOfEach(List<Evaluation> evaluations) {
    Map<Architecture, Evaluation> last = new LinkedHashMap<>();
    evaluations.forEach(evaluation -> last.put(evaluation.architecture(), evaluation));
    return List.copyOf(last.values());
  }
}
