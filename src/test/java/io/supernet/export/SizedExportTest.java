package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import io.supernet.supernet.Supernet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** A model of several sizes beside an export of each. */
class SizedExportTest {

  private static final String SPACE =
      """
      name: 'small'
      elastic { stem: 4 stem_stride: 1 first: 4 last: 8 head: 6
        expansions: [2, 3] kernels: [1, 3, 5] kernel_transform: true
        stages { channels: 4 least: 1 most: 2 stride: 1 }
        stages { channels: 6 least: 1 most: 2 stride: 2 hard_swish: true squeeze_excite: true } }
      """;

  private static final List<String> NAMES = List.of("S", "M", "L");
  private static final Random RANDOM = new Random(1);
  private static final DataSet IMAGES = images(24);

  @TempDir static Path folder;
  private static Predictor sized;
  private static List<Predictor> single = new ArrayList<>();

  @BeforeAll
  static void export() throws IOException {
    Path file = Files.writeString(folder.resolve("small.pbtxt"), SPACE);
    Definition definition =
        Definitions.load(Definitions.withTask(Definitions.read(file), Task.of(IMAGES)));
    Split data = new Split(IMAGES, IMAGES, IMAGES);
    Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
    SizedExport export = new SizedExport(definition, data);
    try (Supernet supernet = Supernet.build(definition, data, ModelOptions.seeded(1))) {
      for (int step = 0; step < 5; step++) {
        supernet.step(definition.largest(), IntStream.range(0, 24).toArray(), 0.1, 0);
      }
      for (String name : NAMES) {
        var architecture =
            switch (name) {
              case "S" -> definition.smallest();
              case "M" -> definition.parse("e3k3-e2k5/e2k1-e3k3");
              default -> definition.largest();
            };
        try (StandAlone alone =
            StandAlone.build(definition, architecture, data, ModelOptions.seeded(2))) {
          alone.inherit(supernet.values());
          alone.recalibrate(IntStream.range(0, 24).toArray());
          Path own = folder.resolve(name);
          Exports.write(alone, data, origin, List.of(ExportOptions.Format.SAVEDMODEL), own);
          single.add(Predictor.load(own));
          export.add(name, alone, Map.of());
        }
      }
      export.write(supernet.values(), origin, folder.resolve("all"));
    }
    sized = Predictor.load(folder.resolve("all"));
  }

  @AfterAll
  static void close() {
    sized.close();
    single.forEach(Predictor::close);
  }

  @Test
  void eachSizeAnswersAsItsOwnExportAndNoOther() {
    assertThat(sized.sizes()).isEqualTo(NAMES);
    byte[][] images = rows(images(7));
    for (int i = 0; i < NAMES.size(); i++) {
      float[][] answers = sized.at(NAMES.get(i)).predict(images);
      for (int k = 0; k < NAMES.size(); k++) {
        float[][] other = single.get(k).predict(images);
        assertThat(difference(answers, other) < 1e-5).as(i + " beside " + k).isEqualTo(i == k);
      }
    }
    assertThat(difference(sized.predict(images), single.get(2).predict(images))).isLessThan(1e-5);
    assertThat(sized.at("S").predict(new byte[0][])).isEmpty();
  }

  @Test
  void aSizeThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> sized.at("XL"))
        .isInstanceOf(SupernetException.class)
        .hasMessage("The model has the sizes S, M, L, not 'XL'.");
    assertThatThrownBy(() -> single.get(0).at("S")).hasMessageContaining("one size");
    try (SavedModelBundle bundle = SavedModelBundle.load(folder.resolve("all").toString());
        Tensor images = TUint8.tensorOf(Shape.of(1, 12, 12, 1));
        Tensor size = TString.scalarOf("XL")) {
      Map<String, Tensor> inputs = Map.of("images", images, "size", size);
      assertThatThrownBy(() -> answered(bundle, inputs))
          .hasMessageContaining("The model has the sizes S, M, L, not")
          .hasMessageContaining("XL");
    }
  }

  private static void answered(SavedModelBundle bundle, Map<String, Tensor> inputs) {
    try (Result result = bundle.function("sized").call(inputs)) {
      assertThat(result.size()).isPositive();
    }
  }

  @Test
  void holdsEachWeightOnceAndOperationsThatServersKnow() {
    try (SavedModelBundle bundle = SavedModelBundle.load(folder.resolve("all").toString())) {
      List<NodeDef> nodes = bundle.metaGraphDef().getGraphDef().getNodeList();
      assertThat(nodes).extracting(NodeDef::getOp).noneMatch(op -> op.startsWith("_"));
      assertThat(nodes).extracting(NodeDef::getOp).contains("Switch", "Merge");
      List<String> variables =
          nodes.stream()
              .filter(n -> n.getOp().equals("VarHandleOp"))
              .map(NodeDef::getName)
              .toList();
      assertThat(variables).doesNotHaveDuplicates().hasSizeLessThan(nodes.size() / 10);
    }
  }

  private static double difference(float[][] some, float[][] others) {
    double largest = 0;
    for (int i = 0; i < some.length; i++) {
      for (int k = 0; k < some[i].length; k++) {
        largest = Math.max(largest, Math.abs(some[i][k] - others[i][k]));
      }
    }
    return largest;
  }

  private static byte[][] rows(DataSet images) {
    byte[][] rows = new byte[images.size()][144];
    for (int i = 0; i < rows.length; i++) {
      images.examples(i, i + 1).get(rows[i]);
    }
    return rows;
  }

  private static DataSet images(int count) {
    byte[] pixels = new byte[count * 144];
    RANDOM.nextBytes(pixels);
    return DataSet.of(
        "noise",
        ElementType.UINT8,
        List.of(12L, 12L, 1L),
        List.of("a", "b", "c"),
        ByteBuffer.wrap(pixels),
        IntStream.range(0, count).map(i -> i % 3).toArray());
  }
}
