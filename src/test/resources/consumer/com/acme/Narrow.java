package com.acme;

import io.supernet.network.Definition;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import java.util.List;

/** Few live parameters for the depth that they make. */
public final class Narrow implements Scorer {

  private final Definition definition;

  public Narrow(Definition definition) {
    this.definition = definition;
  }

  @Override
  public String name() {
    return "narrow";
  }

  @Override
  public Price price() {
    return Price.FREE;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double[] score(List<Architecture> architectures) {
    return architectures.stream().map(definition::liveCost)
        .mapToDouble(live -> (double) live.parameters() / live.depth()).toArray();
  }
}
