package io.supernet.extension;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.search.RandomSearch;
import io.supernet.search.SearchStrategy;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Search strategies as users write them, and one that is right. */
public final class WrongStrategies {

  private WrongStrategies() {}

  /** Random search, as far as nothing else is said. */
  public static class Right implements SearchStrategy {
    final SearchStrategy random;

    public Right(SearchSpace space, List<Objective> objectives, RandomGenerator random) {
      this.random = new RandomSearch(space, random);
    }

    /** There is one that asks for more. */
    public Right() {
      throw new IllegalStateException("nothing to search");
    }

    @Override
    public List<Architecture> propose(int most) {
      return random.propose(most);
    }

    @Override
    public void observe(List<Evaluation> evaluations) {
      random.observe(evaluations);
    }
  }

  public static final class Throws extends Right {
    public Throws(SearchSpace space, List<Objective> objectives, RandomGenerator random) {
      super(space, objectives, random);
    }

    @Override
    public void observe(List<Evaluation> evaluations) {
      throw new IllegalStateException("no idea"); // Throws
    }
  }

  public static final class FailsWhenMade extends Right {
    public FailsWhenMade(SearchSpace space, List<Objective> objectives, RandomGenerator random) {
      super(space, objectives, random);
      throw new IllegalStateException("no idea"); // FailsWhenMade
    }
  }

  public static final class ReturnsNull extends Right {
    public ReturnsNull(SearchSpace space, List<Objective> objectives, RandomGenerator random) {
      super(space, objectives, random);
    }

    @Override
    public List<Architecture> propose(int most) {
      return null;
    }
  }

  public static final class ProposesNull extends Right {
    public ProposesNull(SearchSpace space, List<Objective> objectives, RandomGenerator random) {
      super(space, objectives, random);
    }

    @Override
    public List<Architecture> propose(int most) {
      return Arrays.asList(new Architecture[] {null});
    }
  }

  public static final class RepeatsItself extends Right {
    public RepeatsItself(SearchSpace space, List<Objective> objectives, RandomGenerator random) {
      super(space, objectives, random);
    }

    @Override
    public List<Architecture> propose(int most) {
      List<Architecture> one = random.propose(1);
      return List.of(one.get(0), one.get(0));
    }
  }

  public static final class NeedsAName extends Right {
    public NeedsAName(String name) {
      super();
    }
  }
}
