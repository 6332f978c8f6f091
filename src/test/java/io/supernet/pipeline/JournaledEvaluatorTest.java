package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaledEvaluatorTest {

  private static final Architecture A = Architecture.of(0);
  private static final Architecture B = Architecture.of(1);

  @TempDir Path folder;
  private final List<Architecture> asked = new ArrayList<>();

  @Test
  void whatPreparationThrowsIsNoResultOfAnArchitecture() {
    SupernetException damaged = new SupernetException(Kind.RUN, "damaged");
    assertThatThrownBy(
            () ->
                evaluate(
                    () -> {
                      throw damaged;
                    },
                    this::good))
        .isSameAs(damaged);
    assertThat(asked).isEmpty();
    assertThat(journaled()).isEmpty();
  }

  @Test
  void neitherIsAnErrorOfTheMachine() {
    assertThatThrownBy(
            () ->
                evaluate(
                    () -> {},
                    architectures -> {
                      throw new OutOfMemoryError("Java heap space");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(journaled()).isEmpty();
  }

  @Test
  void whatFailedIsAskedOnceMoreAfterARestartAndTheLastEntryCounts() {
    Evaluation failed = Evaluation.failed(B, "too deep");
    assertThat(evaluate(() -> {}, this::fragile)).contains(failed);
    assertThat(journaled()).hasSize(2);
    // It fails again: asked, but not written twice.
    asked.clear();
    assertThat(evaluate(() -> {}, this::fragile)).contains(failed);
    assertThat(asked).containsExactly(B);
    assertThat(journaled()).hasSize(2);
    // It does not fail any more.
    assertThat(evaluate(() -> {}, this::good)).noneMatch(Evaluation::failed);
    assertThat(journaled()).hasSize(3);
    assertThat(Evaluation.lastOfEach(journaled())).hasSize(2).noneMatch(Evaluation::failed);
    asked.clear();
    assertThat(evaluate(() -> {}, this::good)).noneMatch(Evaluation::failed);
    assertThat(asked).isEmpty();
  }

  private List<Evaluation> evaluate(Runnable before, Evaluator evaluator) {
    try (Journal<Evaluation> journal =
        Journal.open(folder.resolve("evaluations.jsonl"), Evaluation.class)) {
      return JournaledEvaluator.tolerant(before, evaluator, journal).evaluate(List.of(A, B));
    }
  }

  private List<Evaluation> journaled() {
    return Journal.read(folder.resolve("evaluations.jsonl"), Evaluation.class);
  }

  private List<Evaluation> good(List<Architecture> architectures) {
    asked.addAll(architectures);
    return architectures.stream().map(a -> new Evaluation(a, 0.5, 1)).toList();
  }

  private List<Evaluation> fragile(List<Architecture> architectures) {
    if (architectures.size() == 1) {
      asked.addAll(architectures);
    }
    if (architectures.contains(B)) {
      throw new EvaluationException("too deep");
    }
    return architectures.stream().map(a -> new Evaluation(a, 0.5, 1)).toList();
  }
}
