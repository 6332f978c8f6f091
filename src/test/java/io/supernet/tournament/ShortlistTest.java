package io.supernet.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistTest {

  private static final Architecture ZERO = of(0, 0);
  private static final Architecture NEAR = of(1, 0);
  private static final Architecture NEXT = of(2, 3);
  private static final Architecture FAR = of(3, 12);

  @Test
  void theBestWithoutTheirNearDuplicates() {
    assertThat(Shortlist.of(List.of(ZERO, NEAR, NEXT, FAR), 3)).containsExactly(ZERO, NEXT, FAR);
  }

  @Test
  void nearDuplicatesFillTheRestInTheirPlace() {
    assertThat(Shortlist.of(List.of(ZERO, NEAR, FAR), 3)).containsExactly(ZERO, NEAR, FAR);
    assertThat(Shortlist.of(List.of(ZERO, NEAR), 5)).containsExactly(ZERO, NEAR);
  }

  @Test
  void amongFewDecisionsNoneIsANearDuplicate() {
    List<Architecture> siblings =
        IntStream.range(0, 4).mapToObj(i -> Architecture.of(i, 0, 0)).toList();
    assertThat(Shortlist.of(siblings, 3)).isEqualTo(siblings.subList(0, 3));
  }

  /** Of twenty decisions; so many of the first differ from those of the others. */
  private static Architecture of(int option, int different) {
    int[] choices = new int[20];
    Arrays.fill(choices, 0, Math.max(1, different), option);
    return Architecture.of(choices);
  }
}
