package io.supernet.score;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import java.util.List;

/** A metric of an evaluator. */
record JudgingScorer(Evaluator evaluator, Metric metric) implements Scorer {

  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public Price price() {
    return Price.EVALUATION;
  }

  @Override
  public boolean higherIsBetter() {
    return metric.higherIsBetter();
  }

  @Override
  public double[] score(List<Architecture> architectures) {
    return evaluator.evaluate(architectures).stream().mapToDouble(this::score).toArray();
  }

  /** The worst there is of one that failed. */
  private double score(Evaluation evaluation) {
    if (evaluation.failed()) {
      return higherIsBetter() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return evaluation.metric(metric.name());
  }
}
