package io.supernet.evaluate;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.evaluate.Metric.Shown;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

  private static final Metric ERROR =
      new Metric("rmse", false, 0, Double.POSITIVE_INFINITY, Shown.NUMBER);
  private static final Metric FIT =
      new Metric("r2", true, Double.NEGATIVE_INFINITY, 1, Shown.NUMBER);

  @Test
  void eachMetricSaysWhichWayIsBetter() {
    Evaluation wrong = of(0, 0.2, 9);
    Evaluation fair = of(1, 0.7, 3);
    Evaluation fine = of(2, 0.7, 2);
    Evaluation failed = Evaluation.failed(Architecture.of(3), "it is too deep");
    List<Evaluation> all = new ArrayList<>(List.of(failed, wrong, fair, fine));
    all.sort(Metric.bestFirst(List.of(FIT, ERROR)));
    assertThat(all).containsExactly(fine, fair, wrong, failed);
    assertThat(Collections.min(all, Objective.of(ERROR).bestFirst())).isEqualTo(fine);
    assertThat(Collections.max(all.subList(0, 3), Objective.of(ERROR).bestFirst()))
        .isEqualTo(wrong);
    assertThat(Objective.of(FIT)).isEqualTo(Objective.of(FIT)).isNotEqualTo(Objective.of(ERROR));
  }

  @Test
  void tiesGoByTheMetricsThatAreNamed() {
    Evaluation fair = of(0, 0.7, 3);
    Evaluation fine = of(0, 0.7, 2);
    Objective size = Objective.least("size", a -> a.choice(0));
    assertThat(size.bestFirst().compare(fair, fine)).isZero();
    assertThat(size.withTies(List.of(FIT, ERROR)).bestFirst().compare(fair, fine)).isPositive();
  }

  @Test
  void valuesAreWrittenAsTheMetricSays() {
    assertThat(Metric.ACCURACY.text(0.931)).isEqualTo("93.10 %");
    assertThat(FIT.text(-0.25)).isEqualTo("-0.250");
    assertThat(FIT.check(-4)).isEqualTo(-4);
    assertThatThrownBy(() -> FIT.check(1.5))
        .hasMessage("The metric 'r2' lies in -Infinity to 1.0, this one is 1.5.");
    assertThatThrownBy(() -> Metric.ACCURACY.check(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "R2", "r 2", "architecture", "failure", "key"})
  void refusesNames(String name) {
    assertRefused(
        () -> new Metric(name, true, 0, 1, Shown.NUMBER), "'" + name + "' is no name of a metric");
  }

  private static Evaluation of(int choice, double fit, double error) {
    return new Evaluation(Architecture.of(choice), Map.of("r2", fit, "rmse", error));
  }
}
