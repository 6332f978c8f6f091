package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.supernet.SmallSpaces;
import io.supernet.SupernetException;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Head;
import io.supernet.network.Network;
import io.supernet.network.Prediction;
import io.supernet.network.Task;
import io.supernet.network.WeightFormat;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime says the same of a model as TensorFlow. */
class OnnxTest {

  private static final int EXAMPLES = 256;

  /** Odd, so that padding is not the same on both sides. */
  private static final Task IMAGES = Task.images(15, 13, 3, 4);

  private static final Task ROWS = Task.table(5, 3);

  private static final Task CATEGORIES =
      new Task(List.of(3L), List.of(4, 0, 3), Prediction.classification(3));

  @TempDir Path folder;

  static Stream<String> spaces() {
    return Stream.concat(
        SmallSpaces.ofImages(),
        Stream.of(
            "dense_blocks { width: 8 blocks: 4 hidden: 8 hidden: 12 }",
            "table_resnet { widths: 8 blocks: 2 expansions: [1, 2] norms: 'layer' dropouts: 50 }",
            "table_resnet { widths: 8 blocks: 1 expansions: 1 norms: 'batch' dropouts: 0 embeddings: [2, 3] }"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spaces")
  void everySpaceSaysTheSameInOnnxRuntime(String network, TestReporter reporter) throws Exception {
    Path file = Files.writeString(folder.resolve("small.pbtxt"), "name: 'small' " + network);
    Task task =
        network.contains("embeddings")
            ? CATEGORIES
            : network.startsWith("dense_blocks") || network.startsWith("table") ? ROWS : IMAGES;
    Split data = noise(task);
    Definition definition = Definitions.load(Definitions.withTask(Definitions.read(file), task));
    for (int seed = 1; seed <= 2; seed++) {
      Architecture architecture = definition.space().sample(new Random(seed));
      try (StandAlone live = trained(definition, architecture, data)) {
        OnnxFile.write(Served.of(live, data.train()), Map.of(), folder);
        float[] logits = live.logits(Part.VALIDATION, EXAMPLES);
        String space = network.replaceFirst(" .*", "");
        report(reporter, space, assertSame(task, data, logits));
        Served served = Served.of(live, data.train());
        Served packed =
            served.with(served.network().in(seed == 1 ? WeightFormat.INT8 : WeightFormat.BFLOAT16));
        OnnxFile.write(packed, Map.of(), folder);
        float[] outputs =
            PlainEvaluation.of(packed, data.validation(), EXAMPLES)
                .outputs(EXAMPLES, task.outputs());
        report(
            reporter,
            space + ", " + packed.network().weights().format().text(),
            assertSame(task, data, outputs));
      }
    }
  }

  private static void report(TestReporter reporter, String what, double difference) {
    reporter.publishEntry(
        "ONNX Runtime, " + what + ": largest difference", Double.toString(difference));
  }

  private double assertSame(Task task, Split data, float[] logits) throws Exception {
    Head head = task.prediction().head(data.train());
    double largest = 0;
    try (OnnxClient client = new OnnxClient(folder.resolve("model.onnx"))) {
      float[][] probabilities =
          (float[][]) client.answer("probabilities", data.validation(), EXAMPLES);
      long[] classes = (long[]) client.answer("class", data.validation(), EXAMPLES);
      for (int i = 0; i < EXAMPLES; i++) {
        double[] expected =
            head.expected(Arrays.copyOfRange(logits, i * task.outputs(), (i + 1) * task.outputs()));
        for (int c = 0; c < expected.length; c++) {
          assertThat(probabilities[i][c]).isCloseTo((float) expected[c], within(1e-5f));
          largest = Math.max(largest, Math.abs(probabilities[i][c] - expected[c]));
        }
        assertThat(expected[(int) classes[i]])
            .isGreaterThan(Arrays.stream(expected).max().orElseThrow() - 1e-5);
      }
    }
    return largest;
  }

  @Test
  void regressionsAreInTheirOwnUnit() throws Exception {
    float[][] rows = {{1, 2}, {2, 1}, {3, 5}, {4, 4}};
    DataSet values = DataSet.ofValues("values", rows, new float[] {1000, 2000, 3000, 4000});
    Split data = new Split(values, values, values);
    Definition definition =
        Definition.of("line", (b, x) -> b.dense("head", x, 1), Task.regression(2));
    try (StandAlone live = alone(definition, definition.smallest(), data)) {
      OnnxFile.write(Served.of(live, values), Map.of(), folder);
      Head head = definition.task().prediction().head(values);
      float[] outputs = live.logits(Part.VALIDATION, 4);
      try (OnnxClient client = new OnnxClient(folder.resolve("model.onnx"))) {
        float[] answers = (float[]) client.answer("value", values, 4);
        for (int i = 0; i < 4; i++) {
          assertThat((double) answers[i])
              .isCloseTo(head.expected(new float[] {outputs[i]})[0], within(0.01));
        }
      }
    }
  }

  @Test
  void shapesAreCheckedAndNumbersThatAreNoneHaveNoClass() throws Exception {
    Split data = noise(ROWS);
    Definition definition = Definition.of("line", line(), ROWS);
    try (StandAlone live = alone(definition, definition.smallest(), data)) {
      OnnxFile.write(Served.of(live, data.train()), Map.of("space", "line"), folder);
    }
    try (OnnxClient client = new OnnxClient(folder.resolve("model.onnx"))) {
      assertThat(client.metadata()).containsEntry("space", "line");
      assertThat(classes(client, 5, 0)).isEmpty();
      int ofZeros = classes(client, 5, 1)[0];
      assertThat(classes(client, 5, 2, Float.NaN)).containsExactly(-1, ofZeros);
      assertThat(classes(client, 5, 1, Float.POSITIVE_INFINITY)).containsExactly(-1);
      assertThatThrownBy(() -> classes(client, 4, 1)).hasMessageContaining("invalid dimensions");
    }
  }

  private static int[] classes(OnnxClient client, int width, int rows, float... first)
      throws Exception {
    ByteBuffer raw = ByteBuffer.allocateDirect(4 * width * rows).order(ByteOrder.nativeOrder());
    for (int i = 0; i < first.length; i++) {
      raw.putFloat(4 * i, first[i]);
    }
    long[] answer = (long[]) client.answer("class", raw, ElementType.FLOAT32, rows, width);
    return Arrays.stream(answer).mapToInt(Math::toIntExact).toArray();
  }

  @Test
  void rawTensorFlowIsRefusedByName() {
    Network raw =
        (b, x) ->
            b.dense(
                "head",
                b.scope("odd").tensorflow(List.of(x), (tf, in) -> tf.math.cos(in.get(0))),
                3);
    Split data = noise(ROWS);
    Definition definition = Definition.of("raw", raw, ROWS);
    try (StandAlone live = alone(definition, definition.smallest(), data)) {
      Served served = Served.of(live, data.train());
      assertThatThrownBy(() -> OnnxFile.write(served, Map.of(), folder))
          .isInstanceOf(SupernetException.class)
          .hasMessageContaining("Layer 'odd/' is made of raw TensorFlow ops");
    }
  }

  private static Network line() {
    return (b, x) -> b.dense("head", x, 3);
  }

  private static StandAlone trained(Definition definition, Architecture architecture, Split data) {
    StandAlone live = alone(definition, architecture, data);
    int[] batch = IntStream.range(0, 32).toArray();
    for (int step = 0; step < 3; step++) {
      live.step(architecture, batch, 0.05, 1);
    }
    return live;
  }

  private static StandAlone alone(Definition definition, Architecture architecture, Split data) {
    return StandAlone.build(definition, architecture, data, ModelOptions.seeded(1));
  }

  private static Split noise(Task task) {
    return new Split(part(task, 32, 1), part(task, EXAMPLES, 2), part(task, 4, 3));
  }

  private static DataSet part(Task task, int size, long seed) {
    Random random = new Random(seed);
    int values = size * Math.toIntExact(task.inputShape().stream().reduce(1L, (a, b) -> a * b));
    int[] labels = random.ints(size, 0, task.classes()).toArray();
    List<String> classes = IntStream.range(0, task.classes()).mapToObj(c -> "class" + c).toList();
    if (task.inputShape().size() == 1) {
      float[][] rows = new float[size][values / size];
      for (float[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          int count = task.categories().isEmpty() ? 0 : task.categories().get(i);
          row[i] = count > 0 ? random.nextInt(count) : (float) (3 + 2 * random.nextGaussian());
        }
      }
      DataSet data = DataSet.ofRows("noise", classes, rows, labels);
      return task.categories().isEmpty() ? data : data.withCategories(task.categories());
    }
    byte[] pixels = new byte[values];
    random.nextBytes(pixels);
    return DataSet.of(
        "noise", ElementType.UINT8, task.inputShape(), classes, ByteBuffer.wrap(pixels), labels);
  }
}
