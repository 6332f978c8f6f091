package io.supernet.evaluate;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import io.supernet.SupernetException;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TolerantEvaluatorTest {

  /** Fails for the odd ones. */
  private final Evaluator evaluator =
      new TolerantEvaluator(
          batch ->
              batch.stream()
                  .map(
                      a -> {
                        if (a.choice(0) % 2 == 1) {
                          throw new EvaluationException("odd");
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
    assertRefused(() -> evaluate(2), "Three architectures in a row", "the last of them [5]: odd");
    assertThat(evaluate(2)).hasSize(1);
  }

  @Test
  void thoseThatFailedBeforeMayFailAgainAnyNumberOfTimes() {
    Evaluator resumed =
        new TolerantEvaluator(
            batch -> {
              throw new EvaluationException("odd");
            },
            Set.of(Architecture.of(1), Architecture.of(3), Architecture.of(5)));
    for (int choice : new int[] {1, 3, 5, 7, 9, 11}) {
      assertThat(resumed.evaluate(List.of(Architecture.of(choice)))).allMatch(Evaluation::failed);
    }
    assertThatThrownBy(() -> resumed.evaluate(List.of(Architecture.of(13))))
        .hasMessageContaining("Three architectures in a row");
  }

  /** What says nothing of an architecture is no result of one. */
  static Stream<Throwable> others() {
    return Stream.of(
        new CancellationException(),
        new SupernetException(SupernetException.Kind.RUN, "damaged"),
        new IllegalStateException("a bug"),
        new OutOfMemoryError("Java heap space"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void everyOtherExceptionEndsTheSearch(Throwable thrown) {
    Evaluator broken =
        new TolerantEvaluator(
            batch -> {
              Throwables.throwIfUnchecked(thrown);
              throw new AssertionError(thrown);
            });
    assertThatThrownBy(() -> broken.evaluate(List.of(Architecture.of(1)))).isSameAs(thrown);
  }

  private List<Evaluation> evaluate(int... choices) {
    return evaluator.evaluate(IntStream.of(choices).mapToObj(Architecture::of).toList());
  }
}
