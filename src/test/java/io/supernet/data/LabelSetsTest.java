package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelSetsTest {

  private static final List<String> NAMES = List.of("wet", "cold");

  /** Rows that hold their own numbers. */
  private static DataSet data(List<String> names, boolean[]... sets) {
    float[][] rows = new float[sets.length][1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = i;
    }
    return DataSet.ofSets("weather", names, rows, sets);
  }

  private static boolean[] set(int... labels) {
    boolean[] set = new boolean[labels.length];
    for (int i = 0; i < set.length; i++) {
      set[i] = labels[i] == 1;
    }
    return set;
  }

  private static byte[] sets(DataSet data) {
    byte[] sets = new byte[data.sets().remaining()];
    data.sets().get(sets);
    return sets;
  }

  @Test
  void anExampleHasNoneSomeOrAll() {
    DataSet data = data(NAMES, set(0, 0), set(1, 0), set(1, 1));
    assertThat(data.hasSets()).isTrue();
    assertThat(data.hasValues()).isFalse();
    assertThat(data.classNames()).isEqualTo(NAMES);
    assertThat(sets(data)).containsExactly(0, 0, 1, 0, 1, 1);
    assertThat(sets(data.subset(new int[] {2, 0}))).containsExactly(1, 1, 0, 0);
    assertThat(ClassExamples.of(data).counts()).containsExactly(2, 1);
    assertThat(data.sha256())
        .isEqualTo(data(NAMES, set(0, 0), set(1, 0), set(1, 1)).sha256())
        .isNotEqualTo(data(NAMES, set(0, 0), set(0, 1), set(1, 1)).sha256());
  }

  @Test
  void refusesOtherNumbersOfLabelsAndNames() {
    assertRefused(
        () -> data(NAMES, set(0, 1), set(1)),
        "Example 1 of data set 'weather' says yes or no to 1 labels; give one for each of the 2: [wet, cold].");
    assertRefused(() -> data(List.of("wet"), set(0)), "[wet]; give at least 2");
    assertRefused(() -> data(List.of("wet", "wet"), set(0, 1)), "a name of its own");
    assertRefused(() -> DataSet.ofSets("w", NAMES, new float[3][1], new boolean[1][2]), "1");
  }

  /** Labels as rare as one in eighty, in company of others, one that nearly all have. */
  @Test
  void eachLabelIsHadAndLackedInEachPart() {
    List<String> names = List.of("a", "b", "c", "most", "rare");
    SplittableRandom random = new SplittableRandom(1);
    boolean[][] sets = new boolean[400][];
    for (int i = 0; i < sets.length; i++) {
      int any = random.nextInt();
      sets[i] = set(any & 1, (any >> 1) & (any >> 2) & 1, (any >> 3) & 1, i % 80 < 79 ? 1 : 0, 0);
      sets[i][4] = i % 80 == 11;
    }
    DataSet data = data(names, sets);
    for (int seed = 0; seed < 20; seed++) {
      Split split = Split.of(data, new RandomStreams(seed));
      assertThat(ClassExamples.of(split.train()).counts().get(4)).isEqualTo(3);
      assertThat(ClassExamples.of(split.test()).counts().get(4)).isEqualTo(1);
      List<DataSet> parts = List.of(split.train(), split.validation(), split.test());
      assertThat(parts.stream().mapToInt(DataSet::size).sum()).isEqualTo(400);
      assertThat(split.validation().size()).isBetween(76, 84);
      List<Integer> all = ClassExamples.of(data).counts();
      for (int c = 0; c < 4; c++) {
        assertThat(ClassExamples.of(split.test()).counts().get(c) - 0.2 * all.get(c))
            .as(names.get(c))
            .isBetween(-4.0, 4.0);
      }
      assertThat(
              parts.stream()
                  .flatMapToDouble(
                      part -> Arrays.stream(indices(part)).mapToDouble(Double::valueOf))
                  .sorted()
                  .toArray())
          .isEqualTo(Arrays.stream(indices(data)).mapToDouble(Double::valueOf).toArray());
    }
    assertThat(indices(Split.of(data, new RandomStreams(3)).test()))
        .isEqualTo(indices(Split.of(data, new RandomStreams(3)).test()))
        .isNotEqualTo(indices(Split.of(data, new RandomStreams(4)).test()));
  }

  private static Double[] indices(DataSet part) {
    var values = part.examples().asFloatBuffer();
    Double[] indices = new Double[part.size()];
    Arrays.setAll(indices, i -> (double) values.get(i));
    return indices;
  }

  @Test
  void aLabelThatIsAlwaysTheSameOrAbsentFromAPartIsRefused() {
    boolean[][] sets = new boolean[30][];
    Arrays.setAll(sets, i -> set(i % 2, 0));
    assertRefused(
        () -> Split.of(data(NAMES, sets), new RandomStreams(1)),
        "None of the 18 training examples of data set 'weather' has the label 'cold'; there is nothing to learn, so leave it out.");
    Arrays.setAll(sets, i -> set(i % 2, 1));
    assertRefused(
        () -> Split.of(data(NAMES, sets), new RandomStreams(1)),
        "All of the 18 training examples of data set 'weather' have the label 'cold'");
    Arrays.setAll(sets, i -> set(i % 2, i < 2 ? 1 : 0));
    assertRefused(
        () -> Split.of(data(NAMES, sets), new RandomStreams(1)),
        "Too few examples of data set 'weather' (2) have the label 'cold' for one of them in the ",
        " part; give at least 5, or leave it out.");
    Arrays.setAll(sets, i -> set(i % 2, i < 2 ? 0 : 1));
    assertRefused(
        () -> Split.of(data(NAMES, sets), new RandomStreams(1)),
        "Too few examples of data set 'weather' (2) lack the label 'cold'");
  }
}
