package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.evaluate.Metric;
import io.supernet.export.ExportManifest.Weights;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.network.WeightFormat;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Exports whose kernels are stored in fewer bits. */
class PackedExportTest {

  private static final List<Metric> METRICS = List.of(Metric.ACCURACY, Metric.LOSS);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = WeightFormat.class,
      names = {"BFLOAT16", "INT8"})
  void areSmallerAndSayWhatTheyLost(WeightFormat format) throws Exception {
    Path target = folder.resolve("packed");
    Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
    try (Winner winner = Winner.open()) {
      ExportManifest manifest =
          Exports.write(
              winner.model(),
              winner.data(),
              origin,
              List.of(Format.SAVEDMODEL, Format.ONNX),
              format,
              target);
      Weights weights = manifest.weights();
      // That of the model as it lives: nothing but the weights is another.
      winner
          .model()
          .evaluate(Part.VALIDATION)
          .metrics()
          .forEach(
              (name, value) ->
                  assertThat(weights.float32Validation().get(name)).isCloseTo(value, within(1e-5)));
      assertThat(weights.validation()).containsOnlyKeys(weights.float32Validation().keySet());
      assertThat(weights.validation().get("loss"))
          .isNotEqualTo(weights.float32Validation().get("loss"));
      for (String file : List.of("savedmodel", "onnx")) {
        assertThat(weights.bytes().get(file)).isLessThan(weights.float32Bytes().get(file));
      }
      assertThat(manifest.largestDifference()).isLessThan(1e-5);
      assertThat(Files.readString(target.resolve("README.md")))
          .contains("validation, exported with weights in " + format.text());

      DataSet data = winner.data().validation();
      byte[][] images = new byte[data.size()][64];
      for (byte[] image : images) {
        data.examples().duplicate().get(image);
      }
      try (Predictor predictor = Predictor.load(target);
          OnnxClient onnx = new OnnxClient(target.resolve("model.onnx"))) {
        float[][] answers = (float[][]) onnx.answer("probabilities", data, 1);
        assertThat(answers[0]).containsExactly(predictor.predict(images)[0], within(1e-5f));
      }
      assertThat(kernels(target))
          .isNotEmpty()
          .containsOnly(format == WeightFormat.INT8 ? DataType.DT_INT8 : DataType.DT_BFLOAT16);
    }
  }

  /** TensorFlow cannot save a graph without a variable. */
  @Test
  void aNetworkMayBeKernelsAlone() {
    byte[] pixels = new byte[2 * 4 * 4];
    new Random(1).nextBytes(pixels);
    DataSet images =
        DataSet.of(
            "images",
            ElementType.UINT8,
            List.of(4L, 4L, 1L),
            List.of("a", "b"),
            ByteBuffer.wrap(pixels),
            new int[] {0, 1});
    Definition definition =
        Definition.of(
            "kernel",
            (b, x) -> b.globalAveragePool(b.conv("only", x, 2, 3, 1)),
            Task.images(4, 4, 1, 2));
    Split data = new Split(images, images, images);
    Path target = folder.resolve("kernel");
    Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
    try (StandAlone live =
        StandAlone.build(definition, definition.smallest(), data, ModelOptions.seeded(1))) {
      Exports.write(live, data, origin, List.of(Format.values()), WeightFormat.INT8, target);
    }
    try (Predictor predictor = Predictor.load(target)) {
      assertThat(predictor.predict(new byte[][] {new byte[16]})).hasDimensions(1, 2);
    }
  }

  private static List<DataType> kernels(Path export) throws Exception {
    return SavedModel.parseFrom(Files.readAllBytes(export.resolve("saved_model.pb")))
        .getMetaGraphs(0)
        .getGraphDef()
        .getNodeList()
        .stream()
        .filter(node -> node.getName().contains("kernel"))
        .filter(node -> List.of("Const", "VarHandleOp").contains(node.getOp()))
        .filter(node -> !node.getAttrOrThrow("dtype").getType().equals(DataType.DT_INT32))
        .filter(PackedExportTest::isLarge)
        .map(node -> node.getAttrOrThrow("dtype").getType())
        .toList();
  }

  /** Scales are vectors. */
  private static boolean isLarge(NodeDef node) {
    return node.getOp().equals("VarHandleOp")
        || node.getAttrOrThrow("value").getTensor().getTensorShape().getDimCount() > 1;
  }

  @Test
  void aMetricThatFallsIsACaution() {
    assertThat(PackingLoss.caution(accuracy("int8", 0.909, 0.9), METRICS)).isEmpty();
    assertThat(PackingLoss.caution(accuracy("int8", 0.9, 0.91), METRICS)).isEmpty();
    assertThat(PackingLoss.caution(accuracy("int8", 0.92, 0.9), METRICS))
        .hasValue(
            "with weights in int8 the accuracy on validation examples goes from 92.00 % to 90.00 %, which is more than 0.01 worse; export with --weights bfloat16.");
    assertThat(PackingLoss.caution(accuracy("bfloat16", 0.92, Double.NaN), METRICS))
        .hasValueSatisfying(text -> assertThat(text).endsWith("export with --weights float32."));
    List<Metric> errors = List.of(Metric.RMSE);
    assertThat(PackingLoss.caution(figures("int8", "rmse", 1000, 1009), errors)).isEmpty();
    assertThat(PackingLoss.caution(figures("int8", "rmse", 1000, 1011), errors))
        .hasValueSatisfying(text -> assertThat(text).contains("more than 1 % worse"));
    assertThat(PackingLoss.caution(accuracy("float32", 0.9, 0.1), METRICS)).isEmpty();
  }

  @Test
  void whatWasMeasuredIsASentence() {
    assertThat(PackingLoss.text(accuracy("int8", 0.92, 0.9), METRICS))
        .hasValue(
            "Weights in int8: accuracy 90.00 % on validation examples instead of 92.00 %; onnx 1,000 bytes instead of 4,000");
    assertThat(PackingLoss.text(accuracy("float32", 0.9, 0.9), METRICS)).isEmpty();
  }

  private static Weights accuracy(String format, double before, double after) {
    return figures(format, "accuracy", before, after);
  }

  private static Weights figures(String format, String metric, double before, double after) {
    return new Weights(
        format,
        Map.of("onnx", 1000L),
        Map.of("onnx", 4000L),
        Map.of(metric, after),
        Map.of(metric, before));
  }
}
