package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExhaustiveSearchTest {

  @Test
  void countsUpAndSkipsWhatDoesNotMatter() {
    assertThat(new ExhaustiveSearch(ToySpaces.nested()).propose(10))
        .containsExactly(
            Architecture.of(0, 0),
            Architecture.of(1, 0),
            Architecture.of(1, 1),
            Architecture.of(1, 2));
  }

  @Test
  void findsEverythingOnceInLexicographicOrder() {
    for (SearchSpace space :
        List.of(
            ToySpaces.dag(),
            ToySpaces.doublyNested(),
            ToySpaces.flat(),
            ToySpaces.flat(1, 1),
            ToySpaces.flat(7, 5, 6))) {
      SearchStrategy exhaustive = new ExhaustiveSearch(space);
      SearchResult result = Toys.search(space, exhaustive, Toys.evaluator(a -> 0.5), 1000);
      assertThat(Toys.architectures(result))
          .containsExactlyInAnyOrderElementsOf(ToySpaces.all(space))
          .isSortedAccordingTo(Comparator.comparing(Architecture::toString));
      assertThat(exhaustive.propose(1)).isEmpty();
    }
  }

  @Test
  void goesOnWhereItStopped() {
    SearchStrategy exhaustive = new ExhaustiveSearch(ToySpaces.flat(2, 2));
    assertThat(exhaustive.propose(1)).containsExactly(Architecture.of(0, 0));
    assertThat(exhaustive.propose(2)).containsExactly(Architecture.of(0, 1), Architecture.of(1, 0));
    assertThat(exhaustive.propose(2)).containsExactly(Architecture.of(1, 1));
    assertThat(exhaustive.propose(2)).isEmpty();
  }

  @Test
  void leavesOutWhatIsNotConnected() {
    SearchSpace space =
        new SearchSpace("cut", ToySpaces.flat(2, 3).decisions(), a -> a.choice(1) == 1);
    SearchStrategy exhaustive = new ExhaustiveSearch(space);
    assertThat(exhaustive.propose(10))
        .containsExactly(Architecture.of(0, 1), Architecture.of(1, 1));
    assertThat(exhaustive.propose(10)).isEmpty();
  }

  @Test
  void refusesLargeSpaces() {
    // 1,000,000 and 1,000,001 = 101 * 9901 architectures.
    assertThat(new ExhaustiveSearch(ToySpaces.flat(100, 100, 100)).propose(1000)).isNotEmpty();
    assertThatThrownBy(() -> new ExhaustiveSearch(ToySpaces.flat(101, 9901)))
        .isInstanceOfSatisfying(
            SupernetException.class,
            e -> assertThat(e.kind()).isEqualTo(SupernetException.Kind.USAGE))
        .hasMessage(
            "Space 'toy' has 1000001 architectures where exhaustive search takes 1000000 at the most; "
                + "take another strategy, or leave fewer decisions open.");
  }
}
