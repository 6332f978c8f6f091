package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyRun;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.tensorflow.types.TUint8;

class SavedModelsTest {

  private static final Map<String, Map<String, Double>> ACCURACY =
      Map.of("test", Map.of("accuracy", 0.5));

  @TempDir Path folder;

  @Test
  void holdsThatPathAndNothingElse() {
    try (Winner winner = Winner.open();
        SavedModelBundle bundle =
            SavedModelBundle.load(
                TinyRun.home().resolve("savedmodels").resolve("finished").toString())) {
      StandAlone model = winner.model();
      Set<String> expected =
          model.definition().weights(model.architecture()).stream()
              .map(weight -> weight.name())
              .collect(Collectors.toCollection(TreeSet::new));
      expected.addAll(
          model.values().keySet().stream().filter(name -> name.contains("/running_")).toList());
      assertThat(
              bundle.metaGraphDef().getGraphDef().getNodeList().stream()
                  .filter(node -> node.getOp().equals("VarHandleOp"))
                  .map(NodeDef::getName))
          .containsExactlyInAnyOrderElementsOf(
              expected.stream().map(name -> name.replace('/', '.').replace('|', '.')).toList());
      assertThat(bundle.metaGraphDef().getGraphDef().getNodeList())
          .extracting(NodeDef::getOp)
          .doesNotContain("Switch", "Merge", "ResourceApplyMomentum")
          .noneMatch(op -> op.contains("Grad") || op.contains("Backprop"));
    }
  }

  @Test
  void takesImagesOfItsSizeOnly() {
    try (SavedModelBundle bundle =
        SavedModelBundle.load(TinyRun.home().resolve("savedmodels/finished").toString())) {
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
    try (Winner winner = Winner.open();
        StandAlone other =
            StandAlone.build(
                winner.model().definition(),
                winner.model().architecture(),
                winner.data(),
                ModelOptions.seeded(99))) {
      assertThatThrownBy(
              () -> SavedModels.export(other, winner.checkpoint(), winner.data(), ACCURACY, target))
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
          SavedModels.export(winner.model(), winner.checkpoint(), winner.data(), ACCURACY, target);
      assertThat(manifest.largestDifference()).isLessThan(1e-5);
      assertThat(manifest.verifiedExamples()).isEqualTo(30);
    }
    assertThat(target.toFile().list())
        .containsExactlyInAnyOrder("saved_model.pb", "variables", "supernet.json");
    assertThat(folder.toFile().list()).containsExactly("winner");
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
                () ->
                    SavedModels.export(
                        winner.model(), winner.checkpoint(), winner.data(), ACCURACY, target))
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
              () ->
                  SavedModels.export(
                      winner.model(), winner.checkpoint(), winner.data(), ACCURACY, target))
          .hasMessageContaining("is not an export of this project");
    }
    assertThat(target.resolve("chapter1")).hasContent("years of work");
  }
}
