package io.supernet.search;

import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** What the tests of searches share. */
final class Toys {

  /** Accuracies of {@code ToySpaces.flat(2, 3)}. */
  static final Map<Architecture, Double> TABLE =
      Map.of(
          Architecture.of(0, 0), 0.1,
          Architecture.of(0, 1), 0.3,
          Architecture.of(0, 2), 0.2,
          Architecture.of(1, 0), 0.6,
          Architecture.of(1, 1), 0.5,
          Architecture.of(1, 2), 0.9);

  private Toys() {}

  /** Judges each architecture by a formula. */
  static Evaluator evaluator(ToDoubleFunction<Architecture> accuracy) {
    return architectures -> architectures.stream().map(a -> evaluation(a, accuracy)).toList();
  }

  static Evaluation evaluation(Architecture architecture, ToDoubleFunction<Architecture> accuracy) {
    double value = accuracy.applyAsDouble(architecture);
    return new Evaluation(architecture, value, 1 - value);
  }

  /** Each decision adds its share, the last option of each is the best. */
  static double separable(Architecture architecture, SearchSpace space) {
    double sum = 0;
    for (int i = 0; i < architecture.length(); i++) {
      sum += architecture.choice(i) / (space.decisions().get(i).options().size() - 1.0);
    }
    return sum / architecture.length();
  }

  /** Runs a search, which closes its strategy. */
  static SearchResult search(
      SearchSpace space, SearchStrategy strategy, Evaluator evaluator, int budget) {
    return new Search(space, watched -> strategy, evaluator, budget, 7)
        .run(Architecture::toString, Progress.SILENT);
  }

  static List<Architecture> architectures(SearchResult result) {
    return result.evaluations().stream().map(Evaluation::architecture).toList();
  }

  /** Lets a strategy propose and hear of it. */
  static List<Architecture> next(
      SearchStrategy strategy, int most, ToDoubleFunction<Architecture> accuracy) {
    List<Architecture> proposal = strategy.propose(most);
    strategy.observe(proposal.stream().map(a -> evaluation(a, accuracy)).toList());
    return proposal;
  }

  /** Says what it was told to say and fails when asked for anything else. */
  static final class ScriptedRandom implements RandomGenerator {

    private final Deque<Object> script = new ArrayDeque<>();

    void says(Object... values) {
      script.addAll(List.of(values));
    }

    boolean isUsedUp() {
      return script.isEmpty();
    }

    @Override
    public int nextInt(int bound) {
      int value = (Integer) script.remove();
      if (value >= bound) {
        throw new IllegalStateException(value + " was scripted for a bound of " + bound);
      }
      return value;
    }

    @Override
    public double nextDouble() {
      return (Double) script.remove();
    }

    @Override
    public boolean nextBoolean() {
      return (Boolean) script.remove();
    }

    @Override
    public long nextLong() {
      throw new IllegalStateException("No long was scripted.");
    }
  }
}
