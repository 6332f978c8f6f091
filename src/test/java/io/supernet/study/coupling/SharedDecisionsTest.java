package io.supernet.study.coupling;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counted by hand, drawn by distribution. */
class SharedDecisionsTest {

  private static final SearchSpace FLAT =
      new SearchSpace(
          "flat",
          List.of(
              new Decision("a", List.of("0", "1")),
              new Decision("b", List.of("0", "1", "2")),
              new Decision("c", List.of("0", "1", "2"))),
          architecture -> true);

  /** The second decision matters under option 1 of the first. */
  private static final SearchSpace NESTED =
      new SearchSpace(
          "nested",
          List.of(
              new Decision("a", List.of("0", "1")),
              new Decision("b", List.of("0", "1"), List.of(new Condition(0, 1))),
              new Decision("c", List.of("0", "1"))),
          architecture -> true);

  @Test
  void countsEqualOptions() {
    SharedDecisions shared = new SharedDecisions(FLAT);
    assertThat(shared.count(Architecture.of(0, 1, 2), Architecture.of(0, 2, 2))).isEqualTo(2);
    assertThat(shared.count(Architecture.of(0, 1, 2), Architecture.of(1, 0, 1))).isZero();
  }

  @Test
  void whatDoesNotMatterIsNotShared() {
    SharedDecisions shared = new SharedDecisions(NESTED);
    assertThat(shared.count(Architecture.of(0, 0, 1), Architecture.of(0, 0, 1))).isEqualTo(2);
    assertThat(shared.count(Architecture.of(0, 0, 1), Architecture.of(1, 0, 1))).isEqualTo(1);
    assertThat(shared.count(Architecture.of(1, 0, 1), Architecture.of(1, 0, 1))).isEqualTo(3);
  }

  /** Sharing one: 4 keep a, 2 keep b, 2 keep c; each kept decision with probability 1/3. */
  @Test
  void drawsEachDecisionAlike() {
    SplittableRandom random = new SplittableRandom(1);
    SharedDecisions shared = new SharedDecisions(FLAT);
    Architecture of = Architecture.of(1, 2, 0);
    Map<Architecture, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 12_000; i++) {
      drawn.merge(shared.draw(of, 1, random).orElseThrow(), 1, Integer::sum);
    }
    assertThat(drawn).hasSize(8).allSatisfy((a, n) -> assertThat(shared.count(of, a)).isOne());
    drawn.forEach(
        (a, n) ->
            assertThat(n).isBetween(a.choice(0) == 1 ? 900 : 1850, a.choice(0) == 1 ? 1100 : 2150));
  }

  @Test
  void noneWhereThereIsNone() {
    SplittableRandom random = new SplittableRandom(1);
    // Two decisions matter: another architecture shares one of them at most.
    Architecture of = Architecture.of(0, 0, 1);
    assertThat(new SharedDecisions(NESTED).draw(of, 2, random)).isEmpty();
    assertThat(new SharedDecisions(NESTED).draw(of, 1, random)).isPresent();
    SearchSpace cut =
        new SearchSpace("cut", FLAT.decisions(), architecture -> architecture.choice(0) == 0);
    assertThat(new SharedDecisions(cut).draw(Architecture.of(0, 0, 0), 0, random)).isEmpty();
  }

  @Test
  void aNestHoldsItsCenterAndDrawsInside() {
    Nest nest = new Nest(FLAT, Architecture.of(1, 2, 0), 2);
    assertThat(nest.contains(Architecture.of(1, 2, 1))).isTrue();
    assertThat(nest.contains(Architecture.of(1, 1, 0))).isFalse();
    assertThat(nest.size()).isEqualTo(3);
    assertThat(nest.last()).isEqualTo("b = 2");
    RandomStreams streams = new RandomStreams(3);
    for (int step = 0; step < 50; step++) {
      assertThat(nest.next(FLAT, step, streams)).singleElement().matches(nest::contains);
    }
  }
}
