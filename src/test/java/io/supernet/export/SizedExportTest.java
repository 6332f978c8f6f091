package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final List<String> NAMES = SmallFamily.NAMES;

  @TempDir static Path folder;
  private static Predictor sized;
  private static List<Predictor> single = new ArrayList<>();

  @BeforeAll
  static void export() throws IOException {
    SmallFamily.write(folder);
    NAMES.forEach(name -> single.add(Predictor.load(folder.resolve(name))));
    sized = Predictor.load(folder.resolve(Family.ALL));
  }

  @AfterAll
  static void close() {
    sized.close();
    single.forEach(Predictor::close);
  }

  @Test
  void eachSizeAnswersAsItsOwnExportAndNoOther() {
    assertThat(sized.sizes()).isEqualTo(NAMES);
    byte[][] images = SmallFamily.pixels(SmallFamily.images(7));
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
    try (SavedModelBundle bundle = SavedModelBundle.load(folder.resolve("all/1").toString());
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
  void holdsEachLargeWeightOnceAndOperationsThatServersKnow() {
    try (SavedModelBundle bundle = SavedModelBundle.load(folder.resolve("all/1").toString())) {
      List<NodeDef> nodes = bundle.metaGraphDef().getGraphDef().getNodeList();
      assertThat(nodes).extracting(NodeDef::getOp).noneMatch(op -> op.startsWith("_"));
      assertThat(nodes).extracting(NodeDef::getOp).contains("Switch", "Merge");
      List<String> variables =
          nodes.stream()
              .filter(n -> n.getOp().equals("VarHandleOp"))
              .map(NodeDef::getName)
              .toList();
      // Two sizes read the kernels of 40 to 120 channels; what is smaller is each size's own.
      assertThat(variables)
          .containsExactlyInAnyOrder(
              "stage1_block1.block.expand.kernel", "stage1_block1.block.project.kernel");
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
}
