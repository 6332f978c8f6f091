package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.data.ClassExamples;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import java.util.Collections;
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
    double share = (double) Collections.max(classes.counts()) / examples.size();
    long there = classes.counts().stream().filter(count -> count > 0).count();
    return metric.equals(Metric.BALANCED_ACCURACY)
        ? 1.0 / there
        : metric.equals(Metric.MACRO_F1) ? 2 * share / (1 + share) / there : share;
  }
}
