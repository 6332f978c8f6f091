package io.supernet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedTest {

  private static final Evaluation GOOD = new Evaluation(Architecture.of(0), 0.5, 1);
  private static final Evaluation FAILED = Evaluation.failed(Architecture.of(1), "it is too deep");
  private static final Evaluation NOT_FINITE = new Evaluation(Architecture.of(2), 0.1, Double.NaN);

  @Test
  void onlyThoseThatAllHaveJudgedAreLeft() {
    Judged judged =
        Judged.byAll(
            List.of(List.of(GOOD, GOOD, NOT_FINITE, GOOD), List.of(GOOD, FAILED, GOOD, GOOD)),
            architecture -> "path " + architecture.choice(0));
    assertThat(judged.rows()).containsExactly(0, 3);
    assertThat(judged.of(List.of("a", "b", "c", "d"))).containsExactly("a", "d");
    assertThat(judged.leftOut())
        .isEqualTo(
            "2 of 4 architectures could not be judged and are left out of all figures, the first of them path 1: it is too deep");
    assertThat(Judged.byAll(List.of(List.of(GOOD)), Architecture::toString).leftOut()).isEmpty();
  }

  @Test
  void whatWasNotJudgedHasNoAccuracy() {
    assertThat(GOOD.judged()).hasValue(0.5);
    assertThat(FAILED.judged()).isEmpty();
    assertThat(NOT_FINITE.judged()).isEmpty();
  }
}
