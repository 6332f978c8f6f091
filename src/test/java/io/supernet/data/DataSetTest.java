package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DataSetTest {

  private static final List<String> CLASSES = List.of("no", "yes");

  private static DataSet bytes(byte[] values, int... labels) {
    return DataSet.of(
        "toy", ElementType.UINT8, List.of(2L), CLASSES, ByteBuffer.wrap(values), labels);
  }

  private static DataSet floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    buffer.asFloatBuffer().put(values);
    return DataSet.of(
        "toy", ElementType.FLOAT32, List.of(1L), CLASSES, buffer, new int[values.length]);
  }

  private static byte[] content(DataSet data) {
    byte[] content = new byte[data.examples().remaining()];
    data.examples().get(content);
    return content;
  }

  @Test
  void copiesWhatItIsGiven() {
    byte[] values = {1, 2, 3, 4};
    int[] labels = {1, 0};
    DataSet data = bytes(values, labels);
    values[0] = 9;
    labels[0] = 0;
    data.labels()[0] = 0;

    assertThat(content(data)).containsExactly(1, 2, 3, 4);
    assertThat(data.label(0)).isEqualTo(1);
    assertThat(data.examples().isReadOnly()).isTrue();
  }

  @Test
  void takesRowsAndImagesWithTheNamesOfTheirClasses() {
    DataSet rows =
        DataSet.ofRows("toy", new float[][] {{1}, {2}, {3}}, new String[] {"yes", "no", "yes"});
    assertThat(rows.classNames()).containsExactly("no", "yes");
    assertThat(rows.labels()).containsExactly(1, 0, 1);
    assertThat(rows.examples().asFloatBuffer().get(2)).isEqualTo(3);

    List<Long> shape = List.of(1L, 2L, 1L);
    byte[][] pixels = {{1, (byte) 255}, {3, 4}};
    DataSet images = DataSet.ofImages("toy", shape, pixels, new String[] {"b", "a"});
    pixels[0][0] = 9;
    assertThat(content(images)).containsExactly(1, 255, 3, 4);
    assertThat(images.exampleShape()).isEqualTo(shape);
    assertThat(images.labels()).containsExactly(1, 0);
    assertRefused(
        () -> DataSet.ofImages("toy", shape, new byte[][] {{1, 2}, {3}}, new String[] {"a", "b"}),
        "Image 1 of data set 'toy' has 1 bytes, one of shape [1, 2, 1] has 2");
    assertRefused(
        () -> DataSet.ofImages("toy", shape, new byte[][] {{1, 2}}, new String[] {"a", "b"}),
        "2 examples of shape [1, 2, 1]");
    assertRefused(
        () -> DataSet.ofImages("toy", shape, new byte[0][], new String[0]), "has no examples");
  }

  @Test
  void featuresMayHaveNames() {
    DataSet rows =
        DataSet.ofRows("toy", new float[][] {{1, 2}, {3, 4}}, new String[] {"a", "b"})
            .withFeatureNames(List.of("length", "width"));
    TableEncoding encoding = rows.subset(new int[] {1}).encoding().orElseThrow();
    assertThat(encoding.columns()).extracting(TableColumn::name).containsExactly("length", "width");
    assertThat(encoding.width()).isEqualTo(2);
    assertThat(encoding.isPlain()).isTrue();
    assertRefused(() -> rows.withFeatureNames(List.of("a", "b")), "or has names already");
    assertRefused(() -> floats(1).withFeatureNames(List.of()), "has 1 features");
    DataSet pairs = DataSet.ofValues("toy", new float[][] {{1, 2}}, new float[] {1});
    assertRefused(() -> pairs.withFeatureNames(List.of("a", "a")), "a name of its own");
    assertRefused(
        () -> bytes(new byte[2], 0).withFeatureNames(List.of("a", "b")), "cannot be named");
  }

  @Test
  void examplesAreInNativeOrderAndIndependentViews() {
    DataSet data = floats(1.5f, -2f);
    data.examples().getFloat();

    assertThat(data.examples().getFloat(4)).isEqualTo(-2f);
    assertThat(data.examples().position()).isZero();
    assertThat(data.subset(new int[] {1}).examples().getFloat()).isEqualTo(-2f);
  }

  @Test
  void subsetTakesExamplesInTheOrderOfTheIndices() {
    DataSet data = bytes(new byte[] {1, 2, 3, 4, 5, 6}, 0, 1, 0).subset(new int[] {2, 1});

    assertThat(content(data)).containsExactly(5, 6, 3, 4);
    assertThat(data.labels()).containsExactly(0, 1);
    assertThat(data.classes()).isEqualTo(2);
  }

  @Test
  void sha256SeesValuesAndLabelsButNotTheName() {
    DataSet data = bytes(new byte[] {1, 2}, 1);
    ByteBuffer same = ByteBuffer.wrap(new byte[] {1, 2});
    DataSet renamed = DataSet.of("b", ElementType.UINT8, List.of(2L), CLASSES, same, new int[] {1});

    assertThat(data.sha256()).matches("[0-9a-f]{64}").isEqualTo(renamed.sha256());
    assertThat(data.sha256())
        .isNotEqualTo(bytes(new byte[] {1, 3}, 1).sha256())
        .isNotEqualTo(bytes(new byte[] {1, 2}, 0).sha256());
  }

  @Test
  void rejectsLabelsOutsideTheClasses() {
    assertRefused(
        () -> bytes(new byte[] {1, 2, 3, 4}, 0, 2),
        "Label 2 of example 1 in data set 'toy' is outside 0..1");
    assertThatThrownBy(() -> bytes(new byte[] {1, 2}, -1)).hasMessageContaining("Label -1");
  }

  @Test
  void rejectsNoExamplesWrongLengthAndBadShapes() {
    assertThatThrownBy(() -> bytes(new byte[0])).hasMessageContaining("'toy' has no examples");
    assertThatThrownBy(() -> bytes(new byte[] {1, 2, 3}, 0))
        .hasMessageContaining("'toy' has 3 bytes")
        .hasMessageContaining("take 2");
    assertThatThrownBy(
            () ->
                DataSet.of(
                    "toy",
                    ElementType.UINT8,
                    List.of(0L),
                    CLASSES,
                    ByteBuffer.allocate(0),
                    new int[1]))
        .hasMessageContaining("shape [0]");
  }

  @Test
  void rejectsValuesThatAreNoNumbers() {
    assertRefused(() -> floats(1, Float.NaN), "Example 1 in data set 'toy' has the value NaN");
  }

  @Test
  void unscaledNumbersStayAsTheyStand() {
    float[][] tokens = {{3, 17}, {0, 4}, {9, 9}};
    DataSet scaled = DataSet.ofRows("t", List.of("a", "b"), tokens, new int[] {0, 1, 1});
    DataSet unscaled = scaled.unscaled();
    assertThat(Normalization.of(unscaled))
        .isEqualTo(new Normalization(List.of(0f, 0f), List.of(1f, 1f)));
    assertThat(unscaled.subset(new int[] {0}).isScaled()).isFalse();
    assertThat(unscaled.sha256()).isNotEqualTo(scaled.sha256());
    assertThatThrownBy(() -> new Split(unscaled, scaled, scaled))
        .hasMessageContaining("its training part unscaled FLOAT32 [2]");
  }
}
