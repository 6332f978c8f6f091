package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StratifiedSplitTest {

  private static final List<Double> SHARES = List.of(0.6, 0.2, 0.2);

  /** Four bytes an example, its own index; as many examples of each class as given. */
  private static DataSet numbered(int... classSizes) {
    int[] labels =
        IntStream.range(0, classSizes.length)
            .flatMap(c -> IntStream.generate(() -> c).limit(classSizes[c]))
            .toArray();
    ByteBuffer examples = ByteBuffer.allocate(4 * labels.length);
    IntStream.range(0, labels.length).forEach(i -> examples.putInt(4 * i, i));
    List<String> names = IntStream.range(0, classSizes.length).mapToObj(c -> "c" + c).toList();
    return DataSet.of("toy", ElementType.UINT8, List.of(4L), names, examples, labels);
  }

  private static int[] indices(DataSet part) {
    IntBuffer ints = part.examples().order(ByteOrder.BIG_ENDIAN).asIntBuffer();
    int[] indices = new int[ints.remaining()];
    ints.get(indices);
    return indices;
  }

  private static List<DataSet> split(DataSet data, long seed) {
    return StratifiedSplit.split(data, SHARES, new SplittableRandom(seed));
  }

  @Test
  void partsAreDisjointAndComplete() {
    List<DataSet> parts = split(numbered(7, 13, 31), 1);

    assertThat(parts.stream().flatMapToInt(p -> Arrays.stream(indices(p))).sorted().toArray())
        .isEqualTo(IntStream.range(0, 51).toArray());
  }

  @Test
  void everyClassHasItsShareToWithinOneExample() {
    int[] sizes = {7, 13, 31, 1, 2, 100};
    List<DataSet> parts = split(numbered(sizes), 2);

    for (int p = 0; p < 3; p++) {
      for (int c = 0; c < sizes.length; c++) {
        int wanted = c;
        long count = Arrays.stream(parts.get(p).labels()).filter(l -> l == wanted).count();
        assertThat(Math.abs(count - sizes[c] * SHARES.get(p))).isLessThan(1);
      }
    }
  }

  @Test
  void manySmallClassesStillFillEveryPart() {
    int[] sizes = new int[100];
    Arrays.fill(sizes, 1);

    assertThat(split(numbered(sizes), 3)).extracting(DataSet::size).containsExactly(60, 20, 20);
  }

  @Test
  void sameSeedSamePartsAndTheOrderIsShuffled() {
    DataSet data = numbered(50, 50);
    int[] train = indices(split(data, 4).get(0));

    assertThat(train).isEqualTo(indices(split(data, 4).get(0)));
    assertThat(train).isNotEqualTo(indices(split(data, 5).get(0)));
    assertThat(train).isNotEqualTo(Arrays.stream(train).sorted().toArray());
  }

  @Test
  void labelsStayWithTheirExamples() {
    DataSet data = numbered(20, 30);

    for (DataSet part : split(data, 6)) {
      int[] expected = Arrays.stream(indices(part)).map(data::label).toArray();
      assertThat(part.labels()).isEqualTo(expected);
    }
  }

  @Test
  void rejectsTooFewExamplesAndWrongFractions() {
    assertRefused(() -> split(numbered(1), 7), "'toy' has 1 examples");
    assertThatThrownBy(
            () -> StratifiedSplit.split(numbered(9), List.of(0.5, 0.6), new SplittableRandom(8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
