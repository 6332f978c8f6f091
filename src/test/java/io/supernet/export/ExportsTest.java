package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyRun;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Task;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class ExportsTest {

  private static final Origin ORIGIN =
      new Origin(Map.of("test", Map.of("accuracy", 0.5)), 1, Map.of(), Optional.empty());

  private static final List<Format> FORMATS = List.of(Format.SAVEDMODEL);

  @TempDir Path folder;

  @Test
  void holdsThatPathAndNothingElse() {
    try (Winner winner = Winner.open();
        SavedModelBundle bundle =
            SavedModelBundle.load(TinyRun.home().resolve("savedmodels/finished/1").toString())) {
      StandAlone model = winner.model();
      Set<String> kernels =
          model.definition().weights(model.architecture()).stream()
              .map(weight -> weight.name())
              .filter(name -> name.endsWith("/kernel"))
              .map(name -> name.replace('/', '.').replace('|', '.'))
              .collect(Collectors.toCollection(TreeSet::new));
      List<String> variables =
          bundle.metaGraphDef().getGraphDef().getNodeList().stream()
              .filter(node -> node.getOp().equals("VarHandleOp"))
              .map(NodeDef::getName)
              .toList();
      // What became of batch normalization stands beside the kernels.
      assertThat(variables)
          .containsAll(kernels)
          .allMatch(name -> kernels.contains(name) || name.matches(".*\\.(bias|factor|shift)"));
      assertThat(bundle.metaGraphDef().getGraphDef().getNodeList())
          .extracting(NodeDef::getOp)
          .doesNotContain("Switch", "Merge", "ResourceApplyMomentum", "Rsqrt", "FusedBatchNormV3")
          .noneMatch(op -> op.contains("Grad") || op.contains("Backprop"));
    }
  }

  @Test
  void takesImagesOfItsSizeOnly() {
    try (SavedModelBundle bundle =
        SavedModelBundle.load(TinyRun.home().resolve("savedmodels/finished/1").toString())) {
      assertThat(classes(bundle, Shape.of(2, 8, 8, 1))).isEqualTo(Shape.of(2));
      assertThat(classes(bundle, Shape.of(0, 8, 8, 1))).isEqualTo(Shape.of(0));
      for (Shape wrong : List.of(Shape.of(1, 3, 3, 1), Shape.of(8, 8, 1), Shape.of(1, 8, 8, 3))) {
        assertThatThrownBy(() -> classes(bundle, wrong))
            .hasMessageContaining("is not compatible with expected shape [?,8,8,1]");
      }
    }
  }

  private static Shape classes(SavedModelBundle bundle, Shape shape) {
    try (Tensor images = TUint8.tensorOf(shape);
        Result result = bundle.call(Map.of("images", images))) {
      return result.get("class").orElseThrow().shape();
    }
  }

  @Test
  void doesNotReplaceAnExportByOneThatDiffersFromTheLiveModel() throws IOException {
    Path target = folder.resolve("winner");
    Files.createDirectories(target);
    Files.writeString(target.resolve("old"), "kept", StandardCharsets.UTF_8);
    Files.createFile(target.resolve("supernet.json"));
    Network random =
        (b, x) ->
            b.tensorflow(
                List.of(b.dense("head", x, 2)),
                (tf, in) ->
                    tf.math.add(
                        in.get(0),
                        tf.random.randomUniform(tf.constant(new int[] {1, 2}), TFloat32.class)));
    DataSet rows =
        DataSet.ofRows("rows", List.of("a", "b"), new float[][] {{1}, {2}}, new int[] {0, 1});
    Split data = new Split(rows, rows, rows);
    Definition definition = Definition.of("random", random, Task.of(rows));
    try (StandAlone live =
        StandAlone.build(definition, definition.smallest(), data, ModelOptions.seeded(1))) {
      assertThatThrownBy(() -> Exports.write(live, data, ORIGIN, FORMATS, target))
          .isInstanceOfSatisfying(
              SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NUMERIC))
          .hasMessageMatching("The exported model differs from the live one by [0-9.]+ in .*");
    }
    assertThat(target).isDirectoryNotContaining("glob:**.pb");
    assertThat(target.resolve("old")).hasContent("kept");
    assertThat(folder.toFile().list()).containsExactly("winner");
  }

  @Test
  void replacesAnOlderExportWhole() throws IOException {
    Path target = folder.resolve("winner");
    Files.createDirectories(target);
    Files.writeString(target.resolve("old"), "gone");
    Files.createFile(target.resolve("supernet.json"));
    try (Winner winner = Winner.open()) {
      ExportManifest manifest =
          Exports.write(winner.model(), winner.data(), ORIGIN, FORMATS, target);
      assertThat(manifest.largestDifference()).isLessThan(1e-5);
      assertThat(manifest.verifiedExamples()).isEqualTo(30);
    }
    assertThat(target.toFile().list())
        .containsExactlyInAnyOrder(
            "saved_model.pb", "variables", "assets", "assets.extra", "supernet.json", "README.md");
    assertThat(folder.toFile().list()).containsExactly("winner");
    assertThat(target.resolve("saved_model.pb"))
        .hasSameBinaryContentAs(TinyRun.home().resolve("savedmodels/finished/1/saved_model.pb"));
  }

  @Test
  void doesNotReplaceAnExportWhoseRunCannotBeRead() throws IOException {
    Path target = folder.resolve("winner");
    Files.createDirectories(target);
    Files.createFile(target.resolve("supernet.json"));
    try (Winner winner = Winner.open()) {
      for (String damaged : List.of("{}", "null", "", "garbage", "{\"run\": null}")) {
        Files.writeString(target.resolve("run.json"), damaged);
        assertThatThrownBy(
                () -> Exports.write(winner.model(), winner.data(), ORIGIN, FORMATS, target))
            .as(damaged)
            .hasMessageContaining("holds a model of no run that is known");
        assertThat(target.resolve("run.json")).hasContent(damaged);
      }
    }
  }

  @Test
  void doesNotReplaceWhatIsNoExport() throws IOException {
    Path target = folder.resolve("thesis");
    Files.createDirectories(target);
    Files.writeString(target.resolve("chapter1"), "years of work");
    try (Winner winner = Winner.open()) {
      assertThatThrownBy(
              () -> Exports.write(winner.model(), winner.data(), ORIGIN, FORMATS, target))
          .hasMessageContaining("is not an export of this project");
    }
    assertThat(target.resolve("chapter1")).hasContent("years of work");
  }
}
