package io.supernet.extension;

import io.supernet.network.Definition;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import java.util.List;

/** Scorers as users write them, right and wrong. */
public final class WrongScorers {

  private WrongScorers() {}

  /** Few parameters are better. */
  public static final class Small implements Scorer {

    private final Definition definition;

    public Small(Definition definition) {
      this.definition = definition;
    }

    @Override
    public String name() {
      return "small";
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
      return architectures.stream().mapToDouble(a -> definition.cost(a).parameters()).toArray();
    }
  }

  /** Has no idea. */
  public static final class Throws implements Scorer {

    @Override
    public String name() {
      return "throws";
    }

    @Override
    public Price price() {
      return Price.EVALUATION;
    }

    @Override
    public double[] score(List<Architecture> architectures) {
      throw new IllegalStateException("no idea");
    }
  }

  /** Knows half of them. */
  public static final class Few implements Scorer {

    @Override
    public String name() {
      return "few";
    }

    @Override
    public Price price() {
      return Price.EVALUATION;
    }

    @Override
    public double[] score(List<Architecture> architectures) {
      return new double[architectures.size() / 2];
    }
  }
}
