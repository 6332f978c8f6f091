package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.evaluate.Objective;
import io.supernet.search.RegularizedEvolution.Options;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegularizedEvolutionTest {

  @Test
  void agesAsWorkedByHand() {
    Toys.ScriptedRandom random = new Toys.ScriptedRandom();
    SearchStrategy evolution =
        new RegularizedEvolution(
            ToySpaces.flat(2, 3), Objective.ACCURACY, new Options(2, 2), random);

    random.says(0, 1, 1, 0);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get))
        .containsExactly(Architecture.of(0, 1), Architecture.of(1, 0));

    // The better one, [1, 0], mutates in decision 1 by one step. The oldest, [0, 1], dies.
    random.says(0, 1, 0.5, 0.5, 1, 0);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get)).containsExactly(Architecture.of(1, 1));

    // [1, 0] mutates in decision 0; then it dies although it is the best.
    random.says(0, 1, 0.5, 0.5, 0, 0);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get)).containsExactly(Architecture.of(0, 0));

    // [1, 1] mutates to [0, 1], which is known: it joins, [1, 1] dies. Of [0, 0] and [0, 1] the
    // sample holds the first twice: it mutates in decision 1 by two steps, and dies.
    random.says(0, 1, 0.5, 0.5, 0, 0);
    random.says(0, 0, 0.5, 0.5, 1, 1);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get)).containsExactly(Architecture.of(0, 2));

    // [0, 2] mutates to [0, 0], then, against [0, 0], to [0, 1]: both known, and two attempts are
    // as many as there are members. A random one is the child, at the second draw.
    random.says(1, 1, 0.5, 0.5, 1, 0);
    random.says(0, 1, 0.5, 0.5, 1, 1);
    random.says(0, 2, 1, 2);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get)).containsExactly(Architecture.of(1, 2));

    // All six are known. The parents are [1, 2] and, from [0, 1] with the new [1, 1], the latter
    // twice.
    random.says(0, 1, 0.5, 0.5, 1, 1);
    random.says(1, 1, 0.5, 0.5, 0, 0);
    assertThat(evolution.propose(10)).isEmpty();
    assertThat(random.isUsedUp()).isTrue();
  }

  @Test
  void oneChildAtATimeAfterTheFirstPopulation() {
    SearchStrategy evolution =
        new RegularizedEvolution(
            ToySpaces.flat(9, 9, 9),
            Objective.ACCURACY,
            new Options(20, 5),
            new SplittableRandom(1));
    assertThat(Toys.next(evolution, 15, a -> 0.5)).hasSize(15);
    assertThat(Toys.next(evolution, 15, a -> 0.5)).hasSize(5);
    assertThat(Toys.next(evolution, 15, a -> 0.5)).hasSize(1);
    assertThat(Toys.next(evolution, 15, a -> 0.5)).hasSize(1);
  }

  /** One of the first population is the best by far: the parent whenever it is in the sample. */
  @Test
  void childrenDifferInOneDecision() {
    SearchSpace space = ToySpaces.flat(40, 40, 40);
    SearchStrategy evolution =
        new RegularizedEvolution(
            space, Objective.ACCURACY, new Options(100, 100), new SplittableRandom(1));
    List<Architecture> first = evolution.propose(1000);
    Architecture best = first.get(99);
    evolution.observe(
        first.stream().map(a -> Toys.evaluation(a, b -> b.equals(best) ? 0.9 : 0.1)).toList());
    int[] changed = new int[3];
    int ofTheBest = 0;
    for (int i = 0; i < 90; i++) {
      Architecture child = Toys.next(evolution, 1, a -> 0.1).get(0);
      int[] different =
          IntStream.range(0, 3).filter(d -> best.choice(d) != child.choice(d)).toArray();
      if (different.length == 1) {
        ofTheBest++;
        changed[different[0]]++;
      }
    }
    // A sample misses the best with probability 0.99^100 = 0.37: 57 of 90 with deviation 4.6.
    assertThat(ofTheBest).isBetween(57 - 18, 57 + 18);
    assertThat(changed[0]).isGreaterThan(5);
    assertThat(changed[1]).isGreaterThan(5);
    assertThat(changed[2]).isGreaterThan(5);
  }

  @Test
  void optionsAreChecked() {
    assertThat(Options.DEFAULT).isEqualTo(new Options(100, 25));
    for (int[] wrong : new int[][] {{0, 1}, {100, 0}, {24, 25}}) {
      assertThatThrownBy(() -> new Options(wrong[0], wrong[1]))
          .isInstanceOf(SupernetException.class)
          .hasMessageContaining("population %d, sample %d".formatted(wrong[0], wrong[1]));
    }
  }
}
