package io.supernet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.google.common.primitives.Floats;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Data sets whose labels are numbers to be predicted. */
class ValuesTest {

  private static final DataSet DATA = of(2, 4, 4, 4, 5, 5, 7, 9, 1, 0);

  @Test
  void examplesKeepTheirValues() {
    assertThat(DATA.hasValues()).isTrue();
    assertThat(DATA.size()).isEqualTo(10);
    assertThat(DATA.classNames()).isEmpty();
    DataSet some = DATA.subset(new int[] {7, 0});
    assertThat(some.values()).containsExactly(9, 2);
    assertThat(some.examples().asFloatBuffer().get(0)).isEqualTo(7);
    assertThatThrownBy(DATA::labels).hasMessage("Data set 'numbers' has values, not a class each.");
    DataSet classes = DataSet.ofRows("c", List.of("a", "b"), new float[][] {{1}}, new int[] {1});
    assertThat(classes.hasValues()).isFalse();
    assertThatThrownBy(classes::values).hasMessage("Data set 'c' has classes [a, b], no values.");
  }

  @Test
  void theFingerprintChangesWithAValue() {
    assertThat(of(1, 2).sha256()).isEqualTo(of(1, 2).sha256()).isNotEqualTo(of(1, 3).sha256());
  }

  @Test
  void eachExampleIsInOnePart() {
    Split split = Split.of(DATA, new RandomStreams(1));
    assertThat(split.train().size()).isEqualTo(6);
    assertThat(split.validation().size()).isEqualTo(2);
    assertThat(split.test().size()).isEqualTo(2);
    assertThat(
            Floats.concat(
                split.train().values(), split.validation().values(), split.test().values()))
        .containsExactlyInAnyOrder(DATA.values());
  }

  @Test
  void valuesAreScaledByThoseOfTheTrainingExamples() {
    LabelScale scale = LabelScale.of(of(2, 4, 4, 4, 5, 5, 7, 9));
    assertThat(scale.mean()).isEqualTo(5, offset(1e-12));
    assertThat(scale.deviation()).isEqualTo(2, offset(1e-12));
  }

  @Test
  void refusesWhatCannotBeLearned() {
    assertThatThrownBy(() -> of(1, Float.NaN))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Example 1 in data set 'numbers' is to have the value NaN; replace it by a number.");
    assertThatThrownBy(() -> Split.of(of(3, 3, 3, 3, 3), new RandomStreams(1)))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "All training examples of data set 'numbers' have the value 3.0; there is nothing to learn.");
    DataSet classes = DataSet.ofRows("c", List.of("a", "b"), new float[][] {{1}}, new int[] {1});
    assertThatThrownBy(() -> new Split(DATA, DATA, classes))
        .hasMessage(
            "The test part of data set 'c' holds FLOAT32 [1] of classes [a, b], its training part FLOAT32 [1] of values; take both from the same source.");
    assertThatThrownBy(() -> DataSet.ofValues("few", new float[][] {{1}, {2}}, new float[] {1}))
        .isInstanceOf(SupernetException.class);
  }

  private static DataSet of(float... values) {
    float[][] rows =
        IntStream.range(0, values.length).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
    return DataSet.ofValues("numbers", rows, values);
  }
}
