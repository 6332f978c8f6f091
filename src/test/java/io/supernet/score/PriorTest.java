package io.supernet.score;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PriorTest {

  private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

  /** Accuracy by the first choice, size by the second. */
  private static final Scorer ACCURACY =
      Scorer.of(
          asked ->
              asked.stream()
                  .map(a -> new Evaluation(a, a.choice(0) / 10.0, 10 - a.choice(0)))
                  .toList(),
          Metric.ACCURACY);

  private static final Scorer LOSS =
      Scorer.of(
          asked ->
              asked.stream()
                  .map(a -> new Evaluation(a, a.choice(0) / 10.0, 10 - a.choice(0)))
                  .toList(),
          Metric.LOSS);

  private static final Scorer SIZE = Scorer.of("size", a -> a.choice(1));

  /** Accuracies 2, 4, 4; sizes 5, 1, 3. */
  private static final List<Architecture> SAMPLE =
      List.of(Architecture.of(2, 5), Architecture.of(4, 1), Architecture.of(4, 3));

  /** Each rank is among four: the three of the sample and the one that is scored. */
  @Test
  void isTheSumOfLogarithmsOfRanksAgainstTheSample() {
    Prior prior = Prior.against(SAMPLE, List.of(ACCURACY, SIZE));
    assertThat(
            prior.score(
                List.of(
                    Architecture.of(9, 9), // above all: rank 4 by both
                    Architecture.of(3, 2), // rank 2 by both
                    Architecture.of(4, 0), // shares ranks 2 to 4, which is 3; below all: 1
                    Architecture.of(0, 5)))) // below all: 1; shares ranks 3 and 4: 3.5
        .containsExactly(
            new double[] {
              0,
              2 * Math.log(2 / 4.0),
              Math.log(3 / 4.0) + Math.log(1 / 4.0),
              Math.log(1 / 4.0) + Math.log(3.5 / 4)
            },
            EXACTLY);
    assertThat(prior.name()).isEqualTo("accuracy × size");
    assertThat(prior.price()).isEqualTo(Scorer.Price.EVALUATION);
    assertThat(prior.higherIsBetter()).isTrue();
  }

  /** A search that goes on later has the same scores without scoring the sample again. */
  @Test
  void goesOnFromTheScoresOfItsSample() {
    Prior begun = Prior.against(SAMPLE, List.of(ACCURACY, SIZE));
    Prior resumed = Prior.of(List.of(ACCURACY, SIZE), begun.sample());
    List<Architecture> all =
        IntStream.range(0, 100).mapToObj(i -> Architecture.of(i / 10, i % 10)).toList();
    assertThat(resumed.score(all)).containsExactly(begun.score(all));
    assertThat(begun.score(all.subList(40, 50)))
        .containsExactly(Arrays.copyOfRange(begun.score(all), 40, 50));
  }

  @Test
  void aLossCountsDownward() {
    List<Architecture> some = List.of(Architecture.of(1, 0), Architecture.of(3, 0));
    assertThat(Prior.against(SAMPLE, List.of(LOSS)).score(some))
        .containsExactly(Prior.against(SAMPLE, List.of(ACCURACY)).score(some), EXACTLY);
  }

  @Test
  void aWeightOfZeroLeavesAScorerOut() {
    Evaluator never =
        asked -> {
          throw new AssertionError("not to be asked");
        };
    List<double[]> sample = List.of(new double[] {1, 2, 3}, new double[] {1, 3, 5});
    Prior prior =
        Prior.of(List.of(Scorer.of(never, Metric.ACCURACY), SIZE), sample).withWeights(0, 0.5);
    assertThat(prior.score(List.of(Architecture.of(0, 2))))
        .containsExactly(new double[] {0.5 * Math.log(2 / 4.0)}, EXACTLY);
  }

  @Test
  void whatCouldNotBeJudgedIsWorst() {
    Scorer failing =
        Scorer.of(
            asked -> asked.stream().map(a -> Evaluation.failed(a, "it broke")).toList(),
            Metric.ACCURACY);
    assertThat(Predictions.of(failing, SAMPLE)).containsOnly(Double.NEGATIVE_INFINITY);
    Scorer lossOfNone =
        Scorer.of(
            asked -> asked.stream().map(a -> Evaluation.failed(a, "it broke")).toList(),
            Metric.LOSS);
    assertThat(Predictions.of(lossOfNone, SAMPLE)).containsOnly(Double.NEGATIVE_INFINITY);
  }

  @Test
  void refusesWhatBreaksTheContract() {
    assertRefused(
        () -> Predictions.of(Scorer.of("odd", a -> Double.NaN), SAMPLE),
        "Scorer 'odd'",
        "is not a number");
    Scorer few =
        new Scorer() {
          @Override
          public String name() {
            return "few";
          }

          @Override
          public Price price() {
            return Price.FREE;
          }

          @Override
          public double[] score(List<Architecture> architectures) {
            return new double[1];
          }
        };
    assertRefused(
        () -> Predictions.of(few, SAMPLE),
        "Scorer 'few'",
        "asked for 3 architectures and gave 1 scores");
    assertRefused(() -> Prior.against(SAMPLE, List.of()), "name one or more");
  }
}
