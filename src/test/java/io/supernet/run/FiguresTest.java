package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.extension.WrongScorers;
import io.supernet.network.Definition;
import io.supernet.score.Predictions;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One list of names for objectives and scorers. */
class FiguresTest {

  private static final String OWN = WrongScorers.class.getName() + "$";

  private static final Definition CELLS = Definitions.load(Definitions.find("nasbench201-small"));

  private static final Evaluator HALF =
      asked -> asked.stream().map(a -> new Evaluation(a, 0.5, 1.5)).toList();

  private final List<Architecture> some =
      List.of(
          CELLS.space().sample(new SplittableRandom(1)),
          CELLS.space().sample(new SplittableRandom(2)));

  private final Figures figures =
      new Figures(
          CELLS,
          a -> 3,
          Extensions.NONE,
          () -> Optional.of(PriorSample.of("any", Map.of("loss", new double[] {-1}))));

  /** Multiply-adds predict accuracy upward, and are an objective downward. */
  @Test
  void theUseDecidesTheSign() {
    assertThat(predicted("macs")).containsExactly(each(a -> CELLS.cost(a).macs()));
    assertThat(predicted("live-macs")).containsExactly(each(a -> CELLS.liveCost(a).macs()));
    assertThat(predicted("live-parameters"))
        .containsExactly(each(a -> CELLS.liveCost(a).parameters()));
    assertThat(predicted("depth")).containsExactly(each(a -> CELLS.liveCost(a).depth()));
    assertThat(predicted("latency")).containsExactly(3, 3);
    assertThat(predicted("accuracy")).containsExactly(0.5, 0.5);
    assertThat(predicted("loss")).containsExactly(-1.5, -1.5);
    Objective objective = figures.objectives(List.of("live-macs")).get(0);
    assertThat(objective.higherIsBetter()).isFalse();
    assertThat(objective.cost(new Evaluation(some.get(0), 0.5, 1)))
        .isEqualTo((double) CELLS.liveCost(some.get(0)).macs());
  }

  /** Else a prior would rank by its other scorers alone. */
  @Test
  void aMetricThatIsNotGivenIsNotTheWorst() {
    Evaluator lossless =
        asked -> asked.stream().map(a -> new Evaluation(a, Map.of("accuracy", 0.5))).toList();
    Scorer loss = figures.scorers(List.of("loss"), lossless).get(0);
    refused(() -> loss.score(some), "There is no loss of ", "only accuracy");
    Objective prior = figures.objectives(List.of("prior:loss")).get(0);
    Evaluation judged = new Evaluation(some.get(0), Map.of("accuracy", 0.5));
    refused(() -> prior.cost(judged), "There is no loss of ", "only accuracy");
    assertThat(loss(asked -> asked.stream().map(a -> Evaluation.failed(a, "why")).toList()))
        .containsOnly(Double.NEGATIVE_INFINITY);
  }

  @Test
  void infiniteScoresAreEqual() {
    String own = "com.acme.Endless";
    Extensions extensions =
        Extensions.NONE.withScorer(
            own, definition -> Scorer.of("endless", a -> Double.POSITIVE_INFINITY));
    PriorSample sample =
        PriorSample.of("any", Map.of(own, new double[] {Double.POSITIVE_INFINITY}));
    Figures endless = new Figures(CELLS, a -> 0, extensions, () -> Optional.of(sample));
    Objective prior = endless.objectives(List.of("prior:" + own)).get(0);
    assertThat(prior.cost(new Evaluation(some.get(0), 0.5, 1))).isEqualTo(-Math.log(0.75));
  }

  private double[] loss(Evaluator judge) {
    return Predictions.of(figures.scorers(List.of("loss"), judge).get(0), some);
  }

  /** The use of a user's own is the same in both: what it says is better is wanted. */
  @Test
  void aUsersOwnIsNamedByItsClass() {
    String small = OWN + "Small";
    assertThat(predicted(small)).containsExactly(each(a -> -CELLS.cost(a).parameters()));
    Objective objective = figures.objectives(List.of(small)).get(0);
    assertThat(objective.name()).isEqualTo(small);
    assertThat(objective.cost(new Evaluation(some.get(0), 0.5, 1)))
        .isEqualTo((double) CELLS.cost(some.get(0)).parameters());
  }

  @Test
  void aUsersOwnIsGivenAsAnObject() {
    Extensions extensions =
        Extensions.NONE.withScorer(
            "com.acme.Longest",
            definition -> Scorer.of("longest", a -> definition.liveCost(a).depth()));
    Figures extended = new Figures(CELLS, a -> 0, extensions, Optional::empty);
    Scorer longest = extended.scorers(List.of("com.acme.Longest"), HALF).get(0);
    assertThat(longest.score(some)).containsExactly(each(a -> CELLS.liveCost(a).depth()));
    Objective objective = extended.objectives(List.of("com.acme.Longest")).get(0);
    assertThat(objective.higherIsBetter()).isTrue();
  }

  @Test
  void scoresOfUntrainedNetworksAreObjectivesAndScorers() {
    Objective objective = figures.objectives(List.of("naswot")).get(0);
    assertThat(objective.higherIsBetter()).isTrue();
    double[] scores = figures.scorers(List.of("naswot"), HALF).get(0).score(some);
    List<Evaluation> evaluations = HALF.evaluate(some);
    for (int i = 0; i < scores.length; i++) {
      assertThat(-objective.cost(evaluations.get(i)))
          .isEqualTo(scores[i], within(1e-3 * Math.abs(scores[i])));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "live-mac; Scorer 'live-mac' is not known; choose from accuracy, loss, macs, parameters, size, latency, live-macs, live-parameters, depth",
        "com.acme.Absent; is not on the classpath",
      })
  void refusesWhatIsNotKnown(String name, String told) {
    refused(() -> figures.scorers(List.of(name), HALF), told);
    refused(() -> figures.objectives(List.of(name)), told.replace("Scorer", "Objective"));
  }

  @Test
  void tellsMistakesOfUsers() {
    refused(() -> predicted(OWN + "Throws"), "fails at ", "WrongScorers.java:", "no idea");
    refused(
        () -> predicted(OWN + "Few"), "Scorer 'few'", OWN + "Few", "2 architectures", "1 scores");
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(SupernetException.class)
        .hasMessageContainingAll(parts)
        .extracting(e -> ((SupernetException) e).kind())
        .isEqualTo(Kind.USAGE);
  }

  private double[] predicted(String name) {
    return Predictions.of(figures.scorers(List.of(name), HALF).get(0), some);
  }

  private double[] each(ToDoubleFunction<Architecture> figure) {
    return some.stream().mapToDouble(figure).toArray();
  }
}
