package io.supernet.score;

import io.supernet.space.Architecture;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure of architectures that is known without judging them. */
record FreeScorer(String name, ToDoubleFunction<Architecture> figure) implements Scorer {

  @Override
  public Price price() {
    return Price.FREE;
  }

  @Override
  public double[] score(List<Architecture> architectures) {
    return architectures.stream().mapToDouble(figure).toArray();
  }
}
