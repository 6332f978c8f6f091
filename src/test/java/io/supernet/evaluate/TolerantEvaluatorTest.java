package io.supernet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TolerantEvaluatorTest {

  /** Fails for the odd ones. */
  private final Evaluator evaluator =
      new TolerantEvaluator(
          batch ->
              batch.stream()
                  .map(
                      a -> {
                        if (a.choice(0) % 2 == 1) {
                          throw new IllegalStateException("odd");
                        }
                        return new Evaluation(a, 0.5, 1);
                      })
                  .toList());

  @Test
  void aFailureSpoilsNoOther() {
    assertThat(evaluate(0, 1, 2))
        .extracting(Evaluation::failure)
        .containsExactly(null, "odd", null);
    assertThat(evaluate(1, 3)).allMatch(Evaluation::failed);
    assertThat(evaluate(2, 1, 3)).hasSize(3);
  }

  @Test
  void threeInARowAreReturnedAndThenItEnds() {
    evaluate(1, 3);
    assertThat(evaluate(5, 4)).extracting(Evaluation::failed).containsExactly(true, false);
    assertThatThrownBy(() -> evaluate(2))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("Three architectures in a row")
        .hasMessageContaining("the last of them [5]: odd");
    assertThat(evaluate(2)).hasSize(1);
  }

  @Test
  void cancellingIsNoFailure() {
    Evaluator cancelled =
        new TolerantEvaluator(
            batch -> {
              throw new CancellationException();
            });
    assertThatThrownBy(() -> cancelled.evaluate(List.of(Architecture.of(1))))
        .isInstanceOf(CancellationException.class);
  }

  private List<Evaluation> evaluate(int... choices) {
    return evaluator.evaluate(IntStream.of(choices).mapToObj(Architecture::of).toList());
  }
}
