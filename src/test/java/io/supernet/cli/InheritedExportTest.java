package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.supernet.export.Predictor;
import org.junit.jupiter.api.Test;

/** Inherited weights where networks are no parts of the largest one. */
class InheritedExportTest extends CopiedRun {

  @Test
  void theCostIsTold() {
    Command.run(home, "family copy")
        .failed(2, "are not parts of its largest one", "retrain RUN ARCH");
    JsonObject outcome = Command.run(home, "resume copy --quiet --json").succeeded().json();
    String winner =
        outcome
            .getAsJsonArray("candidates")
            .get(outcome.get("winner").getAsInt())
            .getAsJsonObject()
            .get("architecture")
            .getAsString();
    Command exported =
        Command.run(home, new String[] {"export", "copy", winner, "--inherited"}).succeeded();
    assertThat(exported.err())
        .contains("caution: with inherited weights the validation accuracy is");
    assertThat(exported.out()).contains("accuracy on test examples: ", "copy-inherited");
    try (Predictor model = Predictor.load(home.resolve("savedmodels").resolve("copy-inherited"))) {
      assertThat(model.manifest().architecture()).isEqualTo(winner);
    }
  }
}
