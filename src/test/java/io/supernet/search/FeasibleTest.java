package io.supernet.search;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeasibleTest {

  private static final SearchSpace SPACE = ToySpaces.flat(10, 10);
  private static final SearchSpace LARGE =
      ToySpaces.flat(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);

  /** 10 more than the choices, so that 10 is the least. */
  private static double sum(Architecture architecture) {
    return 10 + Arrays.stream(architecture.toArray()).sum();
  }

  @Test
  void saysTheShareThatIsKeptAndKeepsNoOther() {
    Feasible feasible = feasible(SPACE, new Constraint("weight", 13, FeasibleTest::sum));
    // (0..3) + (0..2) + (0..1) + 0: 10 of 100.
    assertThat(feasible.acceptance()).isEqualTo(0.1);
    assertThat(feasible.text()).isEqualTo("10 of 100 architectures keep them");
    SearchResult all =
        Toys.search(
            feasible.space(),
            new ExhaustiveSearch(feasible.space()),
            Toys.evaluator(a -> 0.5),
            100);
    assertThat(Toys.architectures(all)).hasSize(10).allMatch(a -> sum(a) <= 13);
    assertThat(feasible(SPACE).space()).isSameAs(SPACE);
    assertThat(feasible(SPACE).acceptance()).isEqualTo(1);
  }

  @Test
  void namesTheNearestValueOfEachBrokenLimit() {
    Constraint weight = new Constraint("weight", 9.5, FeasibleTest::sum);
    Constraint free = new Constraint("height", 1, a -> 1);
    assertThatThrownBy(() -> feasible(SPACE, weight, free))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "In space 'toy' no architecture keeps the limits; the nearest that was found has weight 10 where at most 9.500 is allowed, "
                + "so raise the limit to that.");
  }

  /** One of 10^12: descent finds it, sampling does not. */
  @Test
  void findsWhatIsTooRareToSample() {
    Feasible feasible = feasible(LARGE, new Constraint("weight", 10, FeasibleTest::sum));
    assertThat(feasible.text())
        .isEqualTo("none of 2,000 random architectures keeps them; 1 that do were found");
    assertThat(feasible.space().known()).containsExactly(Architecture.of(new int[12]));
    assertThat(feasible.space().isListed()).isFalse();
    Feasible more = feasible(LARGE, new Constraint("weight", 20, FeasibleTest::sum));
    assertThat(more.space().known()).hasSizeGreaterThan(100);
  }

  @Test
  void saysWhereNothingWasFoundInALargeSpace() {
    assertRefused(
        () -> feasible(LARGE, new Constraint("weight", 9, FeasibleTest::sum)),
        "no architecture was found that keeps the limits",
        "weight 10 where at most 9 is allowed");
  }

  @Test
  void estimatesTheShareInALargeSpace() {
    Feasible half = feasible(LARGE, new Constraint("weight", 64, FeasibleTest::sum));
    assertThat(half.acceptance()).isBetween(0.45, 0.6);
    assertThat(half.text()).endsWith(" % of random architectures keep them");
  }

  private static Feasible feasible(SearchSpace space, Constraint... constraints) {
    return Feasible.of(space, List.of(constraints), new SplittableRandom(1));
  }
}
