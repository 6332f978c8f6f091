package io.supernet.space;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.space.ToySpaces.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceTest {

  static Stream<Arguments> spaces() {
    return Stream.of(
        Arguments.of("no decision", ToySpaces.flat(), 1),
        Arguments.of("flat", ToySpaces.flat(2, 3, 4), 24),
        Arguments.of("nested", ToySpaces.nested(), 1 + 3),
        Arguments.of("doubly nested", ToySpaces.doublyNested(), (1 + (4 + 1)) * 3),
        // left 0: 1; left 1: inner 3 wakes last, 3 + 2; left 2: right 0 as left 1, right 1: 2
        Arguments.of("two conditions", ToySpaces.dag(), 1 + (3 + 2) + (3 + 2) + 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spaces")
  void sizeIsTheNumberOfCanonicalVectors(String name, SearchSpace space, int size) {
    assertThat(ToySpaces.all(space)).hasSize(size);
    assertThat(space.size()).isEqualTo(size);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spaces")
  void samplesAreUniformOverCanonicalVectors(String name, SearchSpace space, int size) {
    Set<Architecture> all = ToySpaces.all(space);
    Map<Architecture, Integer> drawn = new HashMap<>();
    RandomGenerator random = new SplittableRandom(1);
    int each = 2000;
    for (int i = 0; i < each * size; i++) {
      drawn.merge(space.sample(random), 1, Integer::sum);
    }
    assertThat(drawn.keySet()).isEqualTo(all);
    double chiSquare = drawn.values().stream().mapToDouble(n -> Math.pow(n - each, 2) / each).sum();
    // Mean and variance of the statistic are size - 1 and 2 (size - 1).
    assertThat(chiSquare).isLessThanOrEqualTo(size - 1 + 4 * Math.sqrt(2.0 * (size - 1)));
  }

  @Test
  void largeSpacesAreCountedExactly() {
    int[] options = new int[40];
    Arrays.fill(options, 7);
    assertThat(ToySpaces.flat(options).size()).isEqualTo(BigInteger.valueOf(7).pow(40));
  }

  @Test
  void findsDecisionsByName() {
    Decision first = new Decision("first", List.of("a"), List.of());
    Decision second = new Decision("second", List.of("a"), List.of());
    SearchSpace space = new SearchSpace("two", List.of(first, second), a -> true);
    assertThat(space.index("first")).isZero();
    assertThat(space.index("second")).isEqualTo(1);
    assertThat(space.index("third")).isEqualTo(-1);
  }

  @Test
  void canonicalHasZeroWhereNothingMatters() {
    SearchSpace space = ToySpaces.doublyNested();
    assertThat(space.canonical(Architecture.of(0, 1, 3, 2))).isEqualTo(Architecture.of(0, 0, 0, 2));
    assertThat(space.canonical(Architecture.of(1, 1, 3, 2))).isEqualTo(Architecture.of(1, 1, 0, 2));
    assertThat(space.canonical(Architecture.of(1, 0, 3, 2))).isEqualTo(Architecture.of(1, 0, 3, 2));
  }

  @Test
  void aDecisionSleepsIfItsConditionHoldsOnlyInADecisionThatSleeps() {
    // middle says 0, which would wake inner, but middle itself does not matter.
    assertThat(ToySpaces.doublyNested().active(Architecture.of(0, 0, 1, 0), 2)).isFalse();
    assertThat(ToySpaces.doublyNested().active(Architecture.of(1, 0, 1, 0), 2)).isTrue();
  }

  @Test
  void oneOfTwoConditionsIsEnough() {
    SearchSpace space = ToySpaces.dag();
    assertThat(space.active(Architecture.of(1, 0, 0, 0), 2)).isTrue();
    assertThat(space.active(Architecture.of(2, 0, 0, 0), 2)).isTrue();
    assertThat(space.active(Architecture.of(2, 1, 0, 0), 2)).isFalse();
  }

  @Test
  void checkNamesWhatDoesNotFit() {
    SearchSpace space = ToySpaces.flat(2, 3);
    space.check(Architecture.of(1, 2));
    assertThatThrownBy(() -> space.check(Architecture.of(1)))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Space 'toy' has 2 decisions, the architecture [1] answers 1. "
                + "Maybe it was made for another space.");
    assertThatThrownBy(() -> space.check(Architecture.of(1, 3)))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Decision 'd1' of space 'toy' has 3 options (0 to 2), the architecture says 3. "
                + "Maybe it was made for another space.");
    assertThatThrownBy(() -> space.check(Architecture.of(-1, 0)))
        .hasMessageContaining("'d0'")
        .hasMessageContaining("says -1");
  }

  @Test
  void samplingGivesUpWhereNothingIsConnected() {
    SearchSpace space = new SearchSpace("cut", List.of(decision("only", 2)), a -> false);
    assertRefused(
        () -> space.sample(new SplittableRandom(1)),
        "None of 10000 random architectures of space 'cut' connects");
  }

  @Test
  void conditionsPointToAnOptionOfAnEarlierDecision() {
    for (Condition wrong :
        List.of(
            new Condition(1, 0), new Condition(-1, 0), new Condition(0, 2), new Condition(0, -1))) {
      List<Decision> decisions = List.of(decision("outer", 2), decision("inner", 2, wrong));
      assertThatThrownBy(() -> new SearchSpace("wrong", decisions, a -> true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("condition of decision 1")
          .hasMessageContaining(wrong.toString());
    }
  }

  @Test
  void decisionsHaveDifferentNames() {
    List<Decision> twins = List.of(decision("edge", 2), decision("edge", 3));
    assertThatThrownBy(() -> new SearchSpace("twins", twins, a -> true))
        .isInstanceOf(SupernetException.class)
        .hasMessage("Space 'twins' needs decisions with different names, has [edge, edge].");
  }
}
