package io.supernet.supernet;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import org.junit.jupiter.api.Test;

/** Normalized by its own statistics, an example alone is the same as any other. */
class OneExampleTest {

  private static final Definition SPACE =
      Definition.of(
          "normalized",
          (b, x) ->
              b.dense(
                  "head",
                  b.choose(
                      "norm",
                      b.dense("stem", x, 4),
                      candidate("none", identity()),
                      candidate("batch", (c, y) -> c.batchNorm("bn", y))),
                  b.task().outputs()),
          RandomData.TABLE);

  private static final Architecture NORMALIZED = Architecture.of(1);

  @Test
  void isNotTrainedOn() {
    try (Supernet supernet = Supernet.build(SPACE, RandomData.of(SPACE.task()), options())) {
      assertRefused(
          () -> supernet.step(NORMALIZED, new int[] {3}, 0.1, 1),
          "Network 'normalized' normalizes over the batch, and nothing is left of an example alone to train on; give a batch of 2 or more.");
      assertThat(supernet.step(NORMALIZED, new int[] {3, 4}, 0.1, 1)).isFinite();
    }
    try (StandAlone alone =
        StandAlone.build(SPACE, Architecture.of(0), RandomData.of(SPACE.task()), options())) {
      assertThat(alone.step(alone.architecture(), new int[] {3}, 0.1, 1)).isFinite();
    }
  }

  @Test
  void isNotJudgedBy() {
    Split one =
        new Split(
            RandomData.part(SPACE.task(), 8, 1),
            RandomData.part(SPACE.task(), 1, 2),
            RandomData.part(SPACE.task(), 8, 3));
    assertRefused(
        () -> Supernet.build(SPACE, one, options()).close(),
        "nothing is left of an example alone to judge it by");
    ModelOptions calibrated = options().with().evaluation(BatchNormMode.CALIBRATED).build();
    try (Supernet supernet = Supernet.build(SPACE, one, calibrated)) {
      assertThat(supernet.evaluate(NORMALIZED, Part.VALIDATION).failed()).isFalse();
    }
  }

  private static ModelOptions options() {
    return new ModelOptions(1, Optimization.DEFAULT, false, 0, BatchNormMode.BATCH, 1, false);
  }
}
