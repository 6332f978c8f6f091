package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.data.ClassExamples;
import io.supernet.data.DataSet;
import io.supernet.data.LabelScale;
import io.supernet.evaluate.Metric;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/** What who gives one answer to everything scores at best. */
@API(status = INTERNAL)
public final class ConstantAnswer {

  private ConstantAnswer() {}

  /**
   * The value on some examples; NaN of a metric or a loss for which it is not known.
   *
   * @param train the training examples, by which values are scaled
   */
  public static double score(Task task, DataSet train, DataSet examples) {
    Metric metric = task.metric();
    if (examples.hasValues()) {
      return ofValues(task, LabelScale.of(train).deviation(), examples.values());
    }
    ClassExamples classes = ClassExamples.of(examples);
    if (metric.equals(Metric.LOSS)) {
      return examples.hasSets() ? Double.NaN : entropy(classes.counts(), examples.size());
    }
    return score(metric, examples);
  }

  /** Of who always says the mean. */
  private static double ofValues(Task task, double unit, float[] values) {
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    double square =
        IntStream.range(0, values.length)
            .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
            .average()
            .orElse(0);
    Metric metric = task.metric();
    if (metric.equals(Metric.R2)) {
      return 0;
    }
    if (metric.equals(Metric.RMSE)) {
      return Math.sqrt(square);
    }
    boolean squared = task.prediction().equals(Prediction.regression(metric));
    return metric.equals(Metric.LOSS) && squared ? square / (unit * unit) : Double.NaN;
  }

  /** Of who knows only how often each class is: the mean cross-entropy in nats. */
  private static double entropy(List<Integer> counts, int examples) {
    return counts.stream()
        .filter(count -> count > 0)
        .mapToDouble(count -> -Math.log((double) count / examples) * count / examples)
        .sum();
  }

  /** Of classes or sets of them; NaN of a metric for which less is better. */
  static double score(Metric metric, DataSet examples) {
    if (metric.equals(Metric.AUC)) {
      return 0.5;
    }
    if (!metric.higherIsBetter()) {
      return Double.NaN;
    }
    ClassExamples classes = ClassExamples.of(examples);
    if (examples.hasSets()) {
      return ofSets(metric, classes.counts(), examples.size());
    }
    double share = (double) Collections.max(classes.counts()) / examples.size();
    long there = classes.counts().stream().filter(count -> count > 0).count();
    if (metric.equals(Metric.BALANCED_ACCURACY)) {
      return 1.0 / there;
    }
    if (metric.equals(Metric.MACRO_F1)) {
      return 2 * share / (1 + share) / there;
    }
    return metric.equals(Metric.ACCURACY) ? share : Double.NaN;
  }

  /**
   * Of who says the same set of everything: of the average precision any, as all are a tie; of F1
   * by label all; of F1 of all labels the most frequent, as many as serve best.
   */
  private static double ofSets(Metric metric, List<Integer> counts, int examples) {
    if (metric.equals(Metric.MICRO_F1)) {
      List<Integer> frequent = counts.stream().sorted(Collections.reverseOrder()).toList();
      double had = counts.stream().mapToDouble(count -> count).sum();
      double right = 0;
      double best = 0;
      for (int said = 1; said <= frequent.size(); said++) {
        right += frequent.get(said - 1);
        best = Math.max(best, 2 * right / ((double) said * examples + had));
      }
      return best;
    }
    return counts.stream()
        .filter(count -> count > 0)
        .mapToDouble(count -> (double) count / examples)
        .map(share -> metric.equals(Metric.MACRO_F1) ? 2 * share / (1 + share) : share)
        .average()
        .orElse(0);
  }
}
