package io.supernet.export;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.network.WeightFormat;
import io.supernet.spaces.DenseBlocks;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exported model says of each label whether an example has it, in each format. */
class MultilabelExportTest {

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int SIZE = 50;

  @TempDir private Path folder;

  private static float[][] rows(Random random) {
    float[][] rows = new float[SIZE][4];
    for (float[] row : rows) {
      for (int f = 0; f < 4; f++) {
        row[f] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static DataSet data(float[][] rows) {
    boolean[][] sets = new boolean[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      sets[i] = new boolean[] {rows[i][0] > 0, rows[i][1] > 0.5, rows[i][2] + rows[i][3] > 0};
    }
    return DataSet.ofSets("sets", NAMES, rows, sets);
  }

  @ParameterizedTest
  @EnumSource(WeightFormat.class)
  void theAnswerIsTheSigmoidOfTheScores(WeightFormat format) throws Exception {
    float[][] rows = rows(new Random(1));
    Split data = new Split(data(rows), data(rows), data(rows(new Random(2))));
    Definition definition =
        Definition.of("blocks", new DenseBlocks(8, 2, List.of(6)), Task.multilabel(4, 3));
    Path target = folder.resolve("model");
    Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
    try (StandAlone live =
        StandAlone.build(definition, definition.largest(), data, ModelOptions.seeded(1))) {
      for (int i = 0; i < 20; i++) {
        live.step(definition.largest(), IntStream.range(0, SIZE).toArray(), 0.05, i);
      }
      Map<String, Double> metrics = live.evaluate(Part.VALIDATION).metrics();
      ExportManifest written =
          Exports.write(live, data, origin, List.of(Format.values()), format, target);
      assertThat(written.multilabel()).isTrue();
      assertThat(written.largestDifference()).isLessThan(1e-5);
      if (format != WeightFormat.FLOAT32) {
        metrics.forEach(
            (name, value) ->
                assertThat(written.weights().float32Validation().get(name))
                    .isCloseTo(value, within(1e-5)));
      }
    }
    assertThat(Files.readString(target.resolve("README.md")))
        .contains("| labels | a, b, c |", "it says some of them, or none");
    try (Predictor predictor = Predictor.load(target);
        OnnxClient onnx = new OnnxClient(target.resolve("model.onnx"))) {
      ExportManifest manifest = predictor.manifest();
      assertThat(manifest.multilabel()).isTrue();
      assertThat(manifest.outputs())
          .extracting(ExportManifest.TensorInfo::name)
          .containsExactly("probabilities", "logits");
      assertThat(manifest.signatures())
          .extracting(ExportManifest.SignatureInfo::name)
          .containsExactly("serving_default", "classify");
      float[][] answers = predictor.predict(rows);
      float[][] same = (float[][]) onnx.answer("probabilities", data.train(), SIZE);
      float[][] logits = (float[][]) onnx.answer("logits", data.train(), SIZE);
      for (int i = 0; i < SIZE; i++) {
        assertThat(same[i]).containsExactly(answers[i], within(1e-5f));
        for (int c = 0; c < 3; c++) {
          assertThat((double) answers[i][c])
              .isCloseTo(1 / (1 + Math.exp(-logits[i][c])), within(1e-5));
        }
      }
      assertThat(predictor.labels(new float[] {0.7f, 0.5f, 0.6f})).containsExactly("a", "c");
      assertRefused(() -> predictor.className(answers[0]), "a set of labels and not one class");
    }
  }
}
