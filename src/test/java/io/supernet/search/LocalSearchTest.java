package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LocalSearchTest {

  private final Toys.ScriptedRandom random = new Toys.ScriptedRandom();

  @Test
  void climbsAsWorkedByHand() {
    SearchStrategy local = new LocalSearch(ToySpaces.flat(2, 3), Objective.ACCURACY, random);
    random.says(0, 0);
    assertThat(Toys.next(local, 10, Toys.TABLE::get)).containsExactly(Architecture.of(0, 0));
    assertThat(Toys.next(local, 10, Toys.TABLE::get))
        .containsExactly(Architecture.of(1, 0), Architecture.of(0, 1), Architecture.of(0, 2));
    // From [1, 0]; its neighbor [0, 0] is known.
    assertThat(Toys.next(local, 10, Toys.TABLE::get))
        .containsExactly(Architecture.of(1, 1), Architecture.of(1, 2));
    // [1, 2] is the optimum, and nothing is left to start from.
    assertThat(local.propose(10)).isEmpty();
    assertThat(random.isUsedUp()).isTrue();
  }

  @Test
  void startsAgainAtALocalOptimum() {
    Map<Architecture, Double> table = flat22(0.8, 0.3, 0.2, 0.9);
    SearchStrategy local = new LocalSearch(ToySpaces.flat(2, 2), Objective.ACCURACY, random);
    random.says(0, 0);
    assertThat(Toys.next(local, 10, table::get)).containsExactly(Architecture.of(0, 0));
    assertThat(Toys.next(local, 10, table::get))
        .containsExactly(Architecture.of(1, 0), Architecture.of(0, 1));
    // Nothing around is better. The first draw is known already.
    random.says(0, 1, 1, 1);
    assertThat(Toys.next(local, 10, table::get)).containsExactly(Architecture.of(1, 1));
    assertThat(local.propose(10)).isEmpty();
    assertThat(random.isUsedUp()).isTrue();
  }

  @Test
  void movesOverKnownGround() {
    Map<Architecture, Double> table =
        Map.of(
            Architecture.of(0, 0, 0), 0.8,
            Architecture.of(0, 0, 1), 0.5,
            Architecture.of(0, 1, 1), 0.2,
            Architecture.of(1, 0, 1), 0.4);
    SearchSpace space =
        new SearchSpace("cut", ToySpaces.flat(2, 2, 2).decisions(), table::containsKey);
    SearchStrategy local = new LocalSearch(space, Objective.ACCURACY, random);
    random.says(0, 0, 0);
    assertThat(Toys.next(local, 10, table::get)).containsExactly(Architecture.of(0, 0, 0));
    assertThat(Toys.next(local, 10, table::get)).containsExactly(Architecture.of(0, 0, 1));
    random.says(0, 1, 1);
    assertThat(Toys.next(local, 10, table::get)).containsExactly(Architecture.of(0, 1, 1));
    // Around it is only [0, 0, 1], known and better; around that, [1, 0, 1] is new.
    assertThat(Toys.next(local, 10, table::get)).containsExactly(Architecture.of(1, 0, 1));
    assertThat(random.isUsedUp()).isTrue();
  }

  @Test
  void aNeighborhoodMayComeInParts() {
    Map<Architecture, Double> table = flat22(0.1, 0.3, 0.2, 0.9);
    SearchStrategy local = new LocalSearch(ToySpaces.flat(2, 2), Objective.ACCURACY, random);
    random.says(0, 0);
    assertThat(Toys.next(local, 1, table::get)).containsExactly(Architecture.of(0, 0));
    assertThat(Toys.next(local, 1, table::get)).containsExactly(Architecture.of(1, 0));
    // [1, 0] is better, but [0, 1] is still to be seen.
    assertThat(Toys.next(local, 1, table::get)).containsExactly(Architecture.of(0, 1));
    assertThat(Toys.next(local, 1, table::get)).containsExactly(Architecture.of(1, 1));
  }

  @Test
  void ofEqualAccuraciesTheLowerLossIsBetter() {
    SearchStrategy local = new LocalSearch(ToySpaces.flat(2, 2), Objective.ACCURACY, random);
    random.says(0, 0);
    local.propose(10);
    local.observe(List.of(new Evaluation(Architecture.of(0, 0), 0.5, 1)));
    local.propose(10);
    local.observe(
        List.of(
            new Evaluation(Architecture.of(1, 0), 0.5, Double.NaN),
            new Evaluation(Architecture.of(0, 1), 0.5, 0.9)));
    // A move to [0, 1]: a start would have drawn.
    assertThat(local.propose(10)).containsExactly(Architecture.of(1, 1));
  }

  @Test
  void findsTheOptimumOfASeparableFunctionInOneClimb() {
    SearchSpace space = ToySpaces.flat(4, 4, 4, 4, 4, 4);
    for (int seed = 0; seed < 30; seed++) {
      SearchStrategy local = new LocalSearch(space, Objective.ACCURACY, new SplittableRandom(seed));
      // A start, and at the most six moves from it with 18 neighbors each.
      SearchResult result =
          Toys.search(space, local, Toys.evaluator(a -> Toys.separable(a, space)), 1 + 6 * 18);
      assertThat(Toys.architectures(result)).contains(Architecture.of(3, 3, 3, 3, 3, 3));
    }
  }

  private static Map<Architecture, Double> flat22(double a, double b, double c, double d) {
    return Map.of(
        Architecture.of(0, 0), a,
        Architecture.of(0, 1), b,
        Architecture.of(1, 0), c,
        Architecture.of(1, 1), d);
  }
}
