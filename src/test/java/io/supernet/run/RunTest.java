package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.supernet.TinyRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  @TempDir Path folder;

  /** Or old scores would stand beside other weights. */
  @Test
  void onlySearchAndRetrainingChangeWithinARun() {
    Path copy = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), copy);
    try (Run run = Run.builder(copy).open()) {
      RunOptions old = run.options();
      for (RunOptions other :
          List.of(
              old.withSampling(new SamplingOptions("fair", 1, false)),
              old.withData("fashion-mnist"),
              old.withSeed(8),
              old.withSupernet(old.supernet().withEpochs(3)))) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> run.change(Goal.EXPORT, other))
            .withMessageContaining("Only search, retraining and export can change within a run");
      }
      assertThat(run.options()).isEqualTo(old);
      RunOptions changed =
          old.with().alone(old.alone().with().epochs(1).warmupEpochs(1).build()).top(1).build();
      run.change(Goal.TRAIN, changed);
      assertThat(run.options()).isEqualTo(changed);
    }
  }
}
