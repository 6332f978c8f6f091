package io.supernet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CautionsTest {

  private static List<String> of(Cautions cautions, double... accuracies) {
    return cautions.of(
        DoubleStream.of(accuracies)
            .mapToObj(a -> new Evaluation(Architecture.of((int) (1000 * a)), a, 1))
            .toList());
  }

  @Test
  void saysWhichAnswerIsRightMostOfTheTime() {
    assertThat(new Cautions(80, "no", 79).ofExamples())
        .contains(
            "98.75 % of the 80 validation examples are of class 'no': so high is the accuracy of that answer alone; the metric balanced_accuracy and class weights count each class alike");
    assertThat(new Cautions(80, "no", 63).ofExamples()).isEmpty();
  }

  @Test
  void seesThatAConstantAnswerIsAsGood() {
    assertThat(of(new Cautions(1000, "no", 900), 0.9, 0.5))
        .containsExactly(
            "the best accuracy, 90.00 %, is not above that of a constant answer: 90.00 % of the validation examples are of class 'no'");
    assertThat(of(new Cautions(1000, "no", 900), 0.99, 0.5)).isEmpty();
  }

  @Test
  void aPredictionOfTheMeanExplainsNothing() {
    assertThat(Cautions.ofSearch(Metric.R2, 0, List.of(explaining(-0.5), explaining(-0.125))))
        .containsExactly("the best r2, -0.125, is not above that of a constant answer, 0.000");
    assertThat(Cautions.ofSearch(Metric.R2, 0, List.of(explaining(-0.5), explaining(0.1))))
        .isEmpty();
    assertThat(Cautions.ofSearch(Metric.R2, 0, List.of())).isEmpty();
    assertThat(Cautions.ofSearch(Metric.R2, Double.NaN, List.of(explaining(-0.5)))).isEmpty();
  }

  @Test
  void seesAConstantAnswerByEveryMetric() {
    assertThat(
            Cautions.ofSearch(
                Metric.RMSE,
                3.5,
                List.of(new Evaluation(Architecture.of(0), Map.of("rmse", 3.75)))))
        .containsExactly("the best rmse, 3.750, is not below that of a constant answer, 3.500");
    assertThat(Cautions.ofWinner(Metric.BALANCED_ACCURACY, "test", 0.5, 0.5))
        .contains(
            "the balanced_accuracy of the winner on test examples, 50.00 %, is not above that of a constant answer, 50.00 %");
    assertThat(Cautions.ofWinner(Metric.LOSS, "test", 0.5, 0.51)).isEmpty();
    assertThat(Cautions.ofConstant(Metric.MICRO_F1, 0.9))
        .contains(
            "one answer for all validation examples has a micro_f1 of 0.900; look whether a search finds more");
    assertThat(Cautions.ofConstant(Metric.RMSE, 0.9)).isEmpty();
  }

  private static Evaluation explaining(double share) {
    return new Evaluation(Architecture.of(0), Map.of("r2", share));
  }

  @Test
  void seesTies() {
    Cautions cautions = new Cautions(1000, "no", 100);
    assertThat(of(cautions, 0.3375, 0.3375, 0.3375, 0.3375))
        .containsExactly(
            "4 of 4 architectures have the same accuracy, 33.75 % (1 different in all), and are not told apart");
    assertThat(of(cautions, 0.25, 0.25, 0.25, 0.25, 0.5))
        .singleElement()
        .asString()
        .startsWith("4 of 5 architectures have the same accuracy, 25.00 % (2 different");
    assertThat(of(cautions, 0.25, 0.25, 0.25, 0.5, 0.8)).isEmpty();
  }

  /** By hand: p = (800 + 2) / 1004, its standard error 1.27 points. */
  @Test
  void seesThatTheBestAreTooCloseForTheExamples() {
    Cautions cautions = new Cautions(1000, "no", 100);
    assertThat(of(cautions, 0.8, 0.78, 0.7))
        .containsExactly(
            "an accuracy on 1,000 validation examples has a standard error of 1.3 points: 2 of 3 architectures are within two of the best");
    assertThat(of(cautions, 0.8, 0.77, 0.7)).isEmpty();
    assertThat(of(new Cautions(20, "no", 10), 1, 0.1))
        .singleElement()
        .asString()
        .contains("on 20 validation examples", "standard error of 5.6 points: 1 of 2");
  }

  @Test
  void failuresAreNotRanked() {
    Evaluation failed = Evaluation.failed(Architecture.of(1), "no");
    assertThat(new Cautions(1000, "no", 100).of(List.of(failed, failed))).isEmpty();
  }
}
