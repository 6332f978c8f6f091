package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Sets;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.supernet.Concurrency.Pace;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final Definition SPACE = TestNetworks.nasBench201();
  private static final List<Architecture> PATHS = TestNetworks.random(SPACE, 8, 6);
  private static final ModelOptions OPTIONS =
      new ModelOptions(1, Optimization.DEFAULT, false, BatchNormMode.BATCH, 1);

  @Test
  void everySettingIsTriedAndGivesTheSameEvaluations() {
    try (Supernet supernet = Supernet.build(SPACE, RandomData.of(SPACE.task()), OPTIONS)) {
      List<Evaluation> serial =
          PATHS.stream().map(path -> supernet.evaluate(path, Part.VALIDATION)).toList();
      List<Pace> paces = Concurrency.measure(supernet, 3, PATHS);
      assertThat(paces)
          .extracting(Pace::setting)
          .containsExactly(
              new Concurrency(1, false),
              new Concurrency(1, true),
              new Concurrency(3, false),
              new Concurrency(3, true));
      assertThat(paces).allMatch(pace -> pace.batchesPerSecond() > 0);
      for (Pace pace : paces) {
        try (SupernetEvaluator evaluator =
            new SupernetEvaluator(supernet, Part.VALIDATION, pace.setting())) {
          assertThat(evaluator.evaluate(PATHS)).isEqualTo(serial);
        }
      }
      assertThat(Concurrency.measure(supernet, 1, PATHS)).hasSize(2);
    }
  }

  /** Or the supernet would be closed under a run of it, which ends the process. */
  @Test
  void anInterruptIsNoPaceAndLeavesNothingRunning() {
    try (Supernet supernet = Supernet.build(SPACE, RandomData.of(SPACE.task()), OPTIONS)) {
      Set<Thread> before = threads();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> Concurrency.measure(supernet, 3, PATHS))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Sets.difference(threads(), before)).isEmpty();

      SupernetEvaluator evaluator =
          new SupernetEvaluator(supernet, Part.VALIDATION, new Concurrency(3, false));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> evaluator.evaluate(PATHS)).isInstanceOf(CancellationException.class);
      Thread.currentThread().interrupt();
      evaluator.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Sets.difference(threads(), before)).isEmpty();
    }
  }

  /** It would have been the fastest of all. */
  @Test
  void whatCannotBeComputedHasNoPace() {
    try (Supernet supernet =
        Supernet.build(
            TestNetworks.failing(), RandomData.of(TestNetworks.failing().task()), OPTIONS)) {
      Architecture sound = Architecture.of(0);
      Architecture failing = Architecture.of(1);
      assertThat(Concurrency.measure(supernet, 3, List.of(failing)))
          .containsExactly(new Pace(new Concurrency(1, false), 0));
      assertThat(Concurrency.measure(supernet, 3, List.of(failing, sound))).hasSize(4);
    }
  }

  /** Those that evaluate. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("supernet-"))
        .collect(Collectors.toSet());
  }
}
