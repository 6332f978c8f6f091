package com.acme.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.export.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a program that searches. */
class FlowerSearchTest {

  @TempDir private Path folder;

  @Test
  void findsASmallNetworkThatKnowsTheFlowers() throws Exception {
    FlowerSearch.main(new String[] {folder.toString()});
    try (Predictor model = Predictor.load(folder.resolve("models/flowers"))) {
      float[][] answers =
          model.predict(new float[][] {{5, 3.4f, 1.5f, 0.3f}, {6.6f, 2.8f, 5.5f, 2.1f}});
      assertThat(model.className(answers[0])).isEqualTo("setosa");
      assertThat(model.className(answers[1])).isEqualTo("virginica");
      assertThat(
              model
                  .predict(
                      Map.of(
                          "leaf length",
                          cells("5"),
                          "leaf width",
                          cells("3.4"),
                          "petal length",
                          cells("1.5"),
                          "petal width",
                          cells("0.3")))[0])
          .containsExactly(answers[0], within(1e-6f));
      assertThat(model.manifest().parameters()).isLessThanOrEqualTo(20_000);
    }
  }

  private static List<String> cells(String cell) {
    return List.of(cell);
  }
}
