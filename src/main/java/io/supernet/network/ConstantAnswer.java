package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.data.ClassExamples;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/** What who gives one answer to everything scores at best. */
@API(status = INTERNAL)
public final class ConstantAnswer {

  private ConstantAnswer() {}

  /** The score on some examples; NaN of a metric for which less is better. */
  public static double score(Metric metric, DataSet examples) {
    if (metric.equals(Metric.R2)) {
      return 0;
    }
    if (metric.equals(Metric.AUC)) {
      return 0.5;
    }
    if (!metric.higherIsBetter() || examples.hasValues()) {
      return Double.NaN;
    }
    ClassExamples classes = ClassExamples.of(examples);
    if (examples.hasSets()) {
      return ofSets(metric, classes.counts(), examples.size());
    }
    double share = (double) Collections.max(classes.counts()) / examples.size();
    long there = classes.counts().stream().filter(count -> count > 0).count();
    return metric.equals(Metric.BALANCED_ACCURACY)
        ? 1.0 / there
        : metric.equals(Metric.MACRO_F1) ? 2 * share / (1 + share) / there : share;
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
