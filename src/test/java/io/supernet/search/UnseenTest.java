package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UnseenTest {

  private static final SearchSpace LARGE =
      ToySpaces.flat(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);

  /** Far too few to be met by chance: all come from the list, each equally often as the first. */
  @Test
  void drawsFromAListUniformlyAndWithoutReplacement() {
    List<Architecture> rows =
        List.of(
            Architecture.of(9, 9, 9, 9), Architecture.of(0, 5, 0, 5), Architecture.of(1, 2, 3, 4));
    SearchSpace listed = ToySpaces.flat(100, 100, 100, 100).among(rows);
    Map<Architecture, Integer> first = new HashMap<>();
    for (int seed = 0; seed < 300; seed++) {
      Unseen unseen = new Unseen(listed, new SplittableRandom(seed));
      List<Architecture> drawn = unseen.draw(5);
      assertThat(drawn).containsExactlyInAnyOrderElementsOf(rows);
      assertThat(unseen.isExhausted()).isTrue();
      first.merge(drawn.get(0), 1, Integer::sum);
    }
    // Binomial with mean 100 and deviation 8.
    assertThat(first.values()).hasSize(3).allSatisfy(n -> assertThat(n).isBetween(67, 133));
  }

  @Test
  void whatWasTakenIsNotDrawn() {
    List<Architecture> rows = List.of(Architecture.of(9, 9), Architecture.of(0, 5));
    Unseen unseen = new Unseen(ToySpaces.flat(100, 100).among(rows), new SplittableRandom(1));
    assertThat(unseen.take(rows.get(1))).isTrue();
    assertThat(unseen.take(rows.get(1))).isFalse();
    assertThat(unseen.take(Architecture.of(1, 1))).isFalse();
    assertThat(unseen.draw(2)).containsExactly(rows.get(0));
  }

  /** A small space lists what it admits when chance brings nothing new. */
  @Test
  void findsTheLastOneOfASmallSpace() {
    int[] asked = {0};
    SearchSpace space =
        ToySpaces.flat(10, 10, 10, 10)
            .where(a -> ++asked[0] > 0 && Arrays.stream(a.toArray()).sum() <= 1);
    assertThat(new Unseen(space, new SplittableRandom(1)).draw(10)).hasSize(5);
    assertThat(asked[0]).isLessThanOrEqualTo(20_000);
  }

  /** Against all that there are, in a space with nested decisions. */
  @Test
  void aWalkIsAtEachAdmittedArchitectureEquallyOften() {
    for (SearchSpace whole : List.of(ToySpaces.doublyNested(), ToySpaces.dag())) {
      SearchSpace space = whole.where(a -> Arrays.stream(a.toArray()).sum() != 2);
      Set<Architecture> admitted =
          ToySpaces.all(whole).stream().filter(space::admits).collect(Collectors.toSet());
      Walk walk = new Walk(space, admitted.iterator().next(), new SplittableRandom(3));
      Map<Architecture, Integer> met = new HashMap<>();
      int each = 1_000;
      for (int i = 0; i < each * admitted.size(); i++) {
        for (int step = 0; step < 10; step++) {
          walk.step();
        }
        met.merge(walk.here(), 1, Integer::sum);
      }
      assertThat(met.keySet()).isEqualTo(admitted);
      // Binomial with a deviation of 32; ten steps leave a little dependence.
      assertThat(met.values()).allSatisfy(n -> assertThat(n).isBetween(each - 170, each + 170));
    }
  }

  @Test
  void walksFromWhatIsKnownAndEndsWhereThatEnds() {
    Architecture known = Architecture.of(new int[12]);
    Set<Architecture> island = new HashSet<>(Set.of(known, known.with(3, 7), known.with(4, 1)));
    SearchSpace space = LARGE.where(island::contains).around(List.of(known));
    Unseen unseen = new Unseen(space, new SplittableRandom(1));
    assertThat(unseen.draw(9)).containsExactlyInAnyOrderElementsOf(island);
    assertThat(unseen.isExhausted()).isTrue();
  }

  @Test
  void theSameRandomnessDrawsTheSame() {
    SearchSpace space =
        LARGE
            .where(a -> Arrays.stream(a.toArray()).sum() <= 12)
            .around(List.of(Architecture.of(new int[12])));
    assertThat(new Unseen(space, new SplittableRandom(1)).draw(50))
        .hasSize(50)
        .isEqualTo(new Unseen(space, new SplittableRandom(1)).draw(50));
  }
}
