package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class DenseExportTest {

  @TempDir private static Path folder;
  private static SavedModelBundle bundle;

  @BeforeAll
  static void export() {
    DenseExport.write(folder, folder.resolve("one"), folder.resolve("two"));
    bundle = SavedModelBundle.load(folder.resolve("one").toString());
  }

  @AfterAll
  static void close() {
    bundle.close();
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    Path one = folder.resolve("one");
    try (Stream<Path> files = Files.walk(one)) {
      List<Path> written =
          files.filter(Files::isRegularFile).map(one::relativize).sorted().toList();
      assertThat(written)
          .extracting(Path::toString)
          .containsExactly(
              "README.md",
              "assets.extra/tf_serving_warmup_requests",
              "assets/class_names.txt",
              "model.onnx",
              "saved_model.pb",
              "supernet.json",
              "variables/variables.data-00000-of-00001",
              "variables/variables.index");
      for (Path file : written) {
        assertThat(one.resolve(file)).hasSameBinaryContentAs(folder.resolve("two").resolve(file));
      }
    }
    // Within one JVM the order of Map.of is always the same.
    assertThat(Files.readString(one.resolve("supernet.json")))
        .containsSubsequence("\"test\"", "\"validation\"");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesFeaturesThatAreNoNumbers(float value) {
    assertThatThrownBy(() -> classes(Shape.of(2, 4), value))
        .hasMessageContaining("features has numbers that are not finite");
  }

  @Test
  void refusesFeaturesThatOverflowInside() {
    assertThatThrownBy(() -> classes(Shape.of(1, 4), Float.MAX_VALUE))
        .hasMessageContaining("logits has numbers that are not finite");
  }

  @Test
  void refusesShapesThatAreNotThoseOfAnExample() {
    for (Shape wrong : List.of(Shape.of(4), Shape.of(1, 1), Shape.of(2, 5), Shape.of(1, 2, 2))) {
      assertThatThrownBy(() -> classes(wrong, 1))
          .hasMessageContaining("is not compatible with expected shape [?,4]");
    }
  }

  @Test
  void answersABatchOfNothingWithNothing() {
    assertThat(classes(Shape.of(0, 4), 1)).isEqualTo(Shape.of(0));
    assertThat(classes(Shape.of(3, 4), 1)).isEqualTo(Shape.of(3));
  }

  /** With oneDNN, TensorFlow would make one operation without a name of them. */
  @Test
  void keepsSumsApartFromDenseLayers() {
    Map<String, NodeDef> nodes =
        bundle.metaGraphDef().getGraphDef().getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, node -> node));
    assertThat(nodes.values())
        .filteredOn(node -> node.getOp().equals("AddN"))
        .isNotEmpty()
        .allSatisfy(
            sum ->
                assertThat(sum.getInputList())
                    .noneMatch(input -> nodes.get(input).getOp().equals("BiasAdd")));
  }

  private static Shape classes(Shape shape, float value) {
    try (Tensor features =
            TFloat32.tensorOf(shape, t -> t.scalars().forEach(s -> s.setFloat(value)));
        Result result = bundle.call(Map.of("features", features))) {
      return result.get("class").orElseThrow().shape();
    }
  }
}
