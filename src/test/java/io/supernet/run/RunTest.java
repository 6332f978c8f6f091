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
    try (Run run = Run.open(copy)) {
      RunOptions old = run.options();
      for (RunOptions other :
          List.of(
              old.with(new SamplingOptions("fair", 1, false)),
              old.withData("fashion-mnist"),
              old.withSupernet(8, old.supernet(), old.sampling()),
              old.withSupernet(old.seed(), old.supernet().lasting(3, 1), old.sampling()))) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> run.change(Goal.EXPORT, other))
            .withMessageContaining("Only search and retraining can change within a run");
      }
      assertThat(run.options()).isEqualTo(old);
      RunOptions changed = old.withAlone(old.alone().lasting(1, 1), 1);
      run.change(Goal.TRAIN, changed);
      assertThat(run.options()).isEqualTo(changed);
    }
  }
}
