package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.supernet.TinyRun;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** What an export can be asked besides its default signature, and what its manifest says of it. */
class SignaturesTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void export() {
    DenseExport.write(folder, folder.resolve("dense"));
    float[][] rows = {{1, 2}, {2, 1}, {3, 5}, {4, 4}};
    DataSet values = DataSet.ofValues("values", rows, new float[] {10, 20, 30, 40});
    Definition line = Definition.of("line", (b, x) -> b.dense("head", x, 1), Task.regression(2));
    Split data = new Split(values, values, values);
    try (StandAlone live = StandAlone.build(line, line.smallest(), data, ModelOptions.seeded(1))) {
      Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
      Exports.write(live, data, origin, List.of(Format.SAVEDMODEL), folder.resolve("line"));
    }
  }

  private static Path export(String name) {
    return name.equals("images")
        ? TinyRun.home().resolve("savedmodels/finished/1")
        : folder.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "dense", "line"})
  void theManifestListsWhatIsInTheFile(String name) throws IOException {
    Path export = export(name);
    Map<String, SignatureDef> written =
        SavedModel.parseFrom(Files.readAllBytes(export.resolve("saved_model.pb")))
            .getMetaGraphs(0)
            .getSignatureDefMap();
    ExportManifest manifest = ExportManifest.read(export);
    assertThat(manifest.signatures())
        .extracting(SignatureInfo::name)
        .containsExactlyInAnyOrder(
            written.keySet().stream().filter(key -> !key.startsWith("__")).toArray(String[]::new));
    for (SignatureInfo described : manifest.signatures()) {
      SignatureDef signature = written.get(described.name());
      assertThat(signature.getMethodName()).isEqualTo(described.method());
      assertSame(described.inputs(), signature.getInputsMap());
      assertSame(described.outputs(), signature.getOutputsMap());
    }
  }

  private static void assertSame(
      List<TensorInfo> described, Map<String, org.tensorflow.proto.TensorInfo> written) {
    assertThat(described)
        .extracting(TensorInfo::name)
        .containsExactlyInAnyOrderElementsOf(written.keySet());
    for (TensorInfo tensor : described) {
      org.tensorflow.proto.TensorInfo there = written.get(tensor.name());
      assertThat(there.getTensorShape().getDimList())
          .extracting(dim -> dim.getSize())
          .isEqualTo(tensor.shape());
      assertThat(there.getDtype())
          .isEqualTo(
              switch (tensor.type()) {
                case "uint8" -> DataType.DT_UINT8;
                case "int64" -> DataType.DT_INT64;
                case "string" -> DataType.DT_STRING;
                default -> DataType.DT_FLOAT;
              });
    }
  }

  @Test
  void messagesWithRowsAreClassified() {
    float[] row = {1, 2, 0, 8};
    try (SavedModelBundle bundle = SavedModelBundle.load(export("dense").toString());
        Predictor predictor = Predictor.load(export("dense"))) {
      List<String> names = predictor.manifest().columns().stream().map(TensorInfo::name).toList();
      Example.Builder example = Example.newBuilder();
      for (int i = 0; i < row.length; i++) {
        example.getFeaturesBuilder().putFeature(names.get(i), number(row[i]));
      }
      assertClassified(
          bundle, example.build(), predictor.predict(new float[][] {row}), List.of("a", "b"));
      example.getFeaturesBuilder().removeFeature(names.get(2));
      assertThatThrownBy(() -> ask(bundle, "classify", example.build()))
          .hasMessageContaining("Feature: " + names.get(2))
          .hasMessageContaining("is required but could not be found");
    }
  }

  @Test
  void messagesWithImagesAreClassified() {
    byte[] pixels = new byte[64];
    new Random(1).nextBytes(pixels);
    Example.Builder example = Example.newBuilder();
    example
        .getFeaturesBuilder()
        .putFeature(
            "image/encoded",
            Feature.newBuilder()
                .setBytesList(
                    BytesList.newBuilder()
                        .addValue(ByteString.copyFrom(PngFile.gray(8, 8, pixels))))
                .build());
    try (SavedModelBundle bundle = SavedModelBundle.load(export("images").toString());
        Predictor predictor = Predictor.load(export("images"))) {
      assertClassified(
          bundle,
          example.build(),
          predictor.predict(new byte[][] {pixels}),
          predictor.classNames());
    }
  }

  @Test
  void messagesOfARegressionGiveItsValue() {
    Example.Builder example = Example.newBuilder();
    example
        .getFeaturesBuilder()
        .putFeature(
            "features",
            Feature.newBuilder()
                .setFloatList(FloatList.newBuilder().addValue(3).addValue(5))
                .build());
    try (SavedModelBundle bundle = SavedModelBundle.load(export("line").toString());
        Predictor predictor = Predictor.load(export("line"));
        Result result = ask(bundle, "regress", example.build(), example.build())) {
      float expected = predictor.predict(new float[][] {{3, 5}})[0][0];
      TFloat32 outputs = (TFloat32) result.get("outputs").orElseThrow();
      assertThat(outputs.shape()).isEqualTo(Shape.of(2));
      assertThat(outputs.getFloat(1)).isCloseTo(expected, within(1e-4f));
    }
  }

  private static void assertClassified(
      SavedModelBundle bundle, Example example, float[][] expected, List<String> classNames) {
    try (Result result = ask(bundle, "classify", example, example)) {
      TFloat32 scores = (TFloat32) result.get("scores").orElseThrow();
      TString classes = (TString) result.get("classes").orElseThrow();
      assertThat(scores.shape()).isEqualTo(Shape.of(2, classNames.size()));
      assertThat(classes.shape()).isEqualTo(scores.shape());
      for (int c = 0; c < classNames.size(); c++) {
        assertThat(classes.getObject(1, c)).isEqualTo(classNames.get(c));
        assertThat(scores.getFloat(1, c)).isCloseTo(expected[0][c], within(1e-6f));
      }
    }
    try (Result result = ask(bundle, "classify")) {
      assertThat(result.get("classes").orElseThrow().shape().get(0)).isZero();
    }
  }

  private static Result ask(SavedModelBundle bundle, String signature, Example... examples) {
    NdArray<byte[]> messages = NdArrays.ofObjects(byte[].class, Shape.of(examples.length));
    for (int i = 0; i < examples.length; i++) {
      messages.setObject(examples[i].toByteArray(), i);
    }
    try (TString fed = TString.tensorOfBytes(messages)) {
      return bundle.function(signature).call(Map.of("inputs", fed));
    }
  }

  private static Feature number(float value) {
    return Feature.newBuilder().setFloatList(FloatList.newBuilder().addValue(value)).build();
  }
}
