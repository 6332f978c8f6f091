package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedModelsTest {

  @TempDir Path folder;

  /** Each of three classes has a third of the examples. */
  @Test
  void whatIsNoBetterThanOneAnswerIsTold() {
    Path copy = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), copy);
    try (Run run = Run.builder(copy).open()) {
      InheritedModels models = new InheritedModels(run, 10);
      Architecture any = run.definition().smallest();
      assertThat(models.caution(any, metrics(0.3)).orElseThrow())
          .contains("30.00 %, is no better than one answer to all examples");
      assertThat(models.caution(any, metrics(0.9))).isEmpty();
      assertThat(models.calibration()).isEqualTo(10);
      assertThat(new InheritedModels(run, 10_000).calibration())
          .isEqualTo(run.data().train().size());
    }
  }

  private static Map<String, Map<String, Double>> metrics(double accuracy) {
    return Map.of("validation", Map.of("accuracy", accuracy));
  }
}
