package io.supernet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ChanceTest {

  private static Evaluation judged(int name, double accuracy, double loss) {
    return new Evaluation(
        Architecture.of(name), Map.of(Metric.ACCURACY.name(), accuracy, Metric.LOSS.name(), loss));
  }

  private static int best(int examples, Evaluation... some) {
    return Chance.best(List.of(some), Function.identity(), Metric.OF_CLASSIFICATION, examples)
        .orElseThrow()
        .architecture()
        .choices()
        .get(0);
  }

  /** 90 of 100: a share of 91 of 102, as with one more example of each kind. */
  @Test
  void aShareHasAStandardError() {
    double share = 91.0 / 102;
    assertThat(Chance.of(Metric.ACCURACY, -0.9, 100))
        .isCloseTo(Math.sqrt(share * (1 - share) / 100), within(1e-12));
    assertThat(Chance.of(Metric.LOSS, 0.9, 100)).isZero();
  }

  @Test
  void theLossDecidesWhereAccuraciesAreAsGood() {
    Evaluation lucky = judged(1, 0.93, 0.4);
    Evaluation sure = judged(2, 0.91, 0.2);
    Evaluation bad = judged(3, 0.80, 0.1);
    assertThat(best(100, lucky, sure, bad)).isEqualTo(2);
    // Of ten thousand, two points are no chance.
    assertThat(best(10_000, lucky, sure, bad)).isEqualTo(1);
    assertThat(best(100, judged(4, 0.9, 0.3), judged(5, 0.9, 0.3))).isEqualTo(4);
  }

  @Test
  void ofOtherMetricsTheBestIsTheBest() {
    List<Metric> metrics = Metric.OF_REGRESSION;
    Evaluation one = new Evaluation(Architecture.of(1), Map.of("r2", 0.5, "loss", 0.1));
    Evaluation two = new Evaluation(Architecture.of(2), Map.of("r2", 0.51, "loss", 0.2));
    assertThat(Chance.best(List.of(one, two), Function.identity(), metrics, 10)).contains(two);
    assertThat(Chance.best(List.<Evaluation>of(), Function.identity(), metrics, 10)).isEmpty();
  }
}
