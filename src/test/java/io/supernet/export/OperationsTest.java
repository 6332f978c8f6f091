package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.RandomStreams;
import io.supernet.SmallSpaces;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.data.ElementType;
import io.supernet.data.ImageFit;
import io.supernet.data.ImageReading;
import io.supernet.data.ImageSize;
import io.supernet.data.Normalization;
import io.supernet.network.Definition;
import io.supernet.network.Subnet;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.Task;
import io.supernet.network.WeightFormat;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/**
 * Exports load in TensorFlow 2.16, which other engines for Java bring: they hold no operation that
 * it does not have.
 */
class OperationsTest {

  @TempDir private static Path folder;

  @Test
  void exportsHoldOperationsOfTensorFlow216Only() throws IOException {
    Set<String> used = new TreeSet<>();
    int channels = 1;
    for (String network : SmallSpaces.ofImages().toList()) {
      // In turn gray and in fewer bits, or in color.
      Task task = Task.images(15, 13, channels, 2);
      used.addAll(operations(served(network, task, images(channels), channels)));
      channels = 4 - channels;
    }
    String dense = "dense_blocks { width: 8 blocks: 4 hidden: 8 hidden: 12 }";
    DataSet table = table();
    used.addAll(operations(served(dense, Task.of(table), table, 1)));
    String normalized =
        "table_resnet { widths: [4, 8] blocks: 2 expansions: 1 norms: 'layer' dropouts: 50 }";
    used.addAll(operations(served(normalized, Task.of(table), table, 2)));
    DataSet values =
        DataSet.ofValues("values", new float[][] {{1, 2}, {2, 1}}, new float[] {10, 20});
    used.addAll(operations(served(dense, Task.of(values), values, 2)));
    assertThat(used)
        .as("A new one must be in TensorFlow 2.16: see operations.txt")
        .containsExactlyElementsOf(listed());
  }

  private static Set<String> listed() throws IOException {
    try (var file = OperationsTest.class.getResourceAsStream("operations.txt")) {
      return new TreeSet<>(
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .flatMap(line -> Arrays.stream(line.replaceFirst(".*: ", "").split(" ")))
              .toList());
    }
  }

  /** With weights of chance; those of one format in fewer bits. */
  private static Served served(String network, Task task, DataSet train, int seed)
      throws IOException {
    Path file = Files.writeString(folder.resolve("small.pbtxt"), "name: 'small' " + network);
    Definition definition = Definitions.load(Definitions.withTask(Definitions.read(file), task));
    Architecture architecture = definition.space().sample(new Random(seed));
    Subnet subnet = definition.subnet(architecture);
    Map<String, float[]> values = new HashMap<>();
    for (Step step : subnet.steps()) {
      if (step.source() instanceof Weight weight) {
        long size = step.shape().stream().reduce(1L, (a, b) -> a * b);
        values.put(weight.name(), filled(Math.toIntExact(size)));
      } else if (step.source() instanceof Normalized by) {
        int channels = Math.toIntExact(step.shape().get(step.shape().size() - 1));
        values.put(by.mean(), filled(channels));
        values.put(by.variance(), filled(channels));
      }
    }
    Folded folded = Folded.of(subnet, values);
    return new Served(
        seed == 1 ? folded.in(WeightFormat.INT8) : folded,
        definition.task().prediction().head(train),
        train.elementType(),
        Normalization.of(train),
        task.inputShape(),
        task.prediction().form().answers(),
        train.classNames(),
        train.encoding(),
        train.elementType() == ElementType.UINT8
            ? Optional.of(
                new ImageReading(
                    new ImageSize(15, 13),
                    Math.toIntExact(task.inputShape().get(2)),
                    seed == 1 ? ImageFit.CROP : ImageFit.PAD))
            : Optional.empty());
  }

  private static float[] filled(int size) {
    float[] values = new float[size];
    Arrays.fill(values, 0.5f);
    return values;
  }

  private static Set<String> operations(Served served) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    try (ServingGraph graph = new ServingGraph(served)) {
      graph.export(model);
    }
    GraphDef written =
        SavedModel.parseFrom(Files.readAllBytes(model.resolve("saved_model.pb")))
            .getMetaGraphs(0)
            .getGraphDef();
    List<NodeDef> nodes = new ArrayList<>(written.getNodeList());
    for (FunctionDef function : written.getLibrary().getFunctionList()) {
      nodes.addAll(function.getNodeDefList());
    }
    return new TreeSet<>(nodes.stream().map(NodeDef::getOp).toList());
  }

  private static DataSet images(int channels) {
    byte[] pixels = new byte[2 * 15 * 13 * channels];
    new Random(1).nextBytes(pixels);
    return DataSet.of(
        "noise",
        ElementType.UINT8,
        List.of(15L, 13L, (long) channels),
        List.of("a", "b"),
        ByteBuffer.wrap(pixels),
        new int[] {0, 1});
  }

  /** With numbers, categories and gaps in both. */
  private static DataSet table() throws IOException {
    StringBuilder rows = new StringBuilder("color,size,kind\n");
    for (int i = 0; i < 120; i++) {
      rows.append(i % 7 == 0 ? "" : i % 2 == 0 ? "red" : "blue").append(',');
      rows.append(i % 9 == 0 ? "" : Integer.toString(i % 13)).append(',');
      rows.append(i % 3 == 0 ? "a\n" : "b\n");
    }
    Path file = Files.writeString(folder.resolve("table.csv"), rows);
    return DataSets.load("csv:" + file, new RandomStreams(1)).train();
  }
}
