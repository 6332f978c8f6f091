package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AsynchronousEvolutionTest {

  private static final SearchSpace SPACE = ToySpaces.flat(4, 4, 4, 4, 4, 4);
  private static final RegularizedEvolution.Options FEW = new RegularizedEvolution.Options(8, 4);

  private static AsynchronousEvolution start() {
    return new AsynchronousEvolution(SPACE, Objective.ACCURACY, FEW, new SplittableRandom(1));
  }

  /** The higher its options, the better. */
  private static Evaluation evaluation(Architecture architecture) {
    double sum = architecture.choices().asList().stream().mapToInt(i -> i).sum();
    return new Evaluation(architecture, sum / 18, 1);
  }

  @Test
  void oneAtATimeIsTheAlgorithmAsPrinted() {
    AsynchronousEvolution asynchronous = start();
    RegularizedEvolution printed =
        new RegularizedEvolution(SPACE, Objective.ACCURACY, FEW, new SplittableRandom(1));
    for (int i = 0; i < 60; i++) {
      List<Architecture> next = asynchronous.propose(1);
      assertThat(next).hasSize(1).isEqualTo(printed.propose(1));
      asynchronous.observe(List.of(evaluation(next.get(0))));
      printed.observe(List.of(evaluation(next.get(0))));
    }
  }

  /** Sixteen are always under way, and the one that was asked for last is finished first. */
  @Test
  void nobodyWaitsAndItStillClimbs() {
    AsynchronousEvolution evolution = start();
    assertThat(evolution.capabilities()).contains(Capability.ASYNCHRONOUS);
    Deque<Architecture> open = new ArrayDeque<>(evolution.propose(16));
    assertThat(open).hasSize(16).doesNotHaveDuplicates();
    List<Double> heard = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Evaluation next = evaluation(i % 3 == 0 ? open.removeFirst() : open.removeLast());
      heard.add(next.accuracy());
      evolution.observe(List.of(next));
      assertThat(evolution.propose(1)).hasSize(1).allSatisfy(open::add);
    }
    assertThat(mean(heard.subList(250, 300))).isGreaterThan(mean(heard.subList(0, 50)) + 0.15);
  }

  private static double mean(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
