package io.supernet.study.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrataTest {

  /** Of 16 in a square, two by two blocks: one of each. */
  @Test
  void drawsOneOfEachPart() {
    double[] row = IntStream.range(0, 16).mapToDouble(i -> Math.floorDiv(i, 4)).toArray();
    double[] column = IntStream.range(0, 16).mapToDouble(i -> Math.floorMod(i, 4)).toArray();
    for (int seed = 0; seed < 50; seed++) {
      ImmutableIntArray drawn = Strata.draw(row, column, 4, new SplittableRandom(seed));
      assertThat(drawn.stream().map(i -> i / 4 / 2 * 2 + i % 4 / 2).sorted())
          .containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void drawsEachAlikeAndNoneTwice() {
    int size = 47;
    double[] figure = new SplittableRandom(1).doubles(size).toArray();
    double[] other = new SplittableRandom(2).doubles(size).toArray();
    SplittableRandom random = new SplittableRandom(3);
    for (int count : new int[] {1, 3, 7, 10, 30, 46}) {
      int[] often = new int[size];
      int rounds = 2000;
      for (int i = 0; i < rounds; i++) {
        ImmutableIntArray drawn = Strata.draw(figure, other, count, random);
        assertThat(drawn.asList()).hasSize(count).doesNotHaveDuplicates();
        drawn.forEach(position -> often[position]++);
      }
      double expected = (double) rounds * count / size;
      assertThat(Arrays.stream(often).max().orElseThrow()).isLessThan((int) (2.2 * expected));
      assertThat(Arrays.stream(often).min().orElseThrow()).isGreaterThan((int) (0.4 * expected));
    }
  }

  @Test
  void drawsAllWhereThereAreNoMore() {
    assertThat(Strata.draw(new double[3], new double[3], 5, new SplittableRandom(1)).asList())
        .containsExactly(0, 1, 2);
  }
}
