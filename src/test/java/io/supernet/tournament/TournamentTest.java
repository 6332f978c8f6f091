package io.supernet.tournament;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import io.supernet.tournament.Rungs.Rung;
import io.supernet.tournament.Tournament.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TournamentTest {

  private final List<String> calls = new ArrayList<>();

  @Test
  void halvesUntilTheWinnersAreTrainedToTheEnd() {
    Rungs rungs = Rungs.halving(16, 2, 1, 12);

    assertThat(rungs.list())
        .containsExactly(new Rung(16, 1), new Rung(8, 2), new Rung(4, 4), new Rung(2, 12));
    assertThat(rungs.totalEpochs()).isEqualTo(16 + 8 + 4 * 2 + 2 * 8);
  }

  @Test
  void anOddNumberLosesItsSmallerHalf() {
    assertThat(Rungs.halving(5, 1, 2, 100).list())
        .containsExactly(new Rung(5, 2), new Rung(3, 4), new Rung(2, 8), new Rung(1, 100));
  }

  @Test
  void whoAllWinAreTrainedToTheEndAtOnce() {
    assertThat(Rungs.halving(3, 3, 1, 12).list()).containsExactly(new Rung(3, 12));
    assertThat(Rungs.halving(8, 2, 12, 12).list()).containsExactly(new Rung(8, 12));
  }

  @Test
  void moreWinnersThanEntrantsAreRefused() {
    assertRefused(() -> Rungs.halving(3, 4, 1, 12), "3 architectures", "4 winners");
  }

  @Test
  void theBetterGoOnFromTheirOwnPlaceAndWhoWasTrainedLongerComesFirst() {
    // Worth by architecture: 0 is best at once, 3 is best in the end, 2 is as good as 1 at first.
    double[][] worth = {{0.5, 0.6, 0.6}, {0.3, 0.5, 0.5}, {0.3, 0.9, 0.9}, {0.4, 0.7, 0.8}};

    List<Standing> places = run(Rungs.halving(4, 1, 1, 8), worth);

    assertThat(calls).containsExactly("[0, 1, 2, 3] to 1", "[0, 3] to 2", "[3] to 8");
    assertThat(places).extracting(TournamentTest::number).containsExactly(3, 0, 1, 2);
    assertThat(places).extracting(Standing::epochs).containsExactly(8, 2, 1, 1);
  }

  /** Early on the loss of training decides, in the end what it is worth on other examples. */
  @Test
  void whoGoesOnAndWhoWinsCanBeTwoQuestions() {
    List<Standing> places =
        new Tournament(
                Rungs.halving(4, 2, 1, 8),
                Metric.bestFirst(List.of(Metric.TRAINING_LOSS)),
                Metric.bestFirst(Metric.OF_CLASSIFICATION))
            .run(
                inOrder(4),
                (architectures, epochs) ->
                    architectures.stream()
                        .map(
                            a ->
                                new Evaluation(a, 0.9 - 0.1 * a.choice(0), 1)
                                    .with(Metric.TRAINING_LOSS, 4 - a.choice(0)))
                        .toList());

    assertThat(places).extracting(TournamentTest::number).containsExactly(2, 3, 1, 0);
  }

  @Test
  void aDivergedTrainingDropsOutAndTheNextMovesUp() {
    double[][] worth = {{0.9, -1}, {0.8, 0.8, 0, 0.8}, {-1}, {0.1, 0, 0.9, 0.9}};

    List<Standing> places =
        run(new Rungs(List.of(new Rung(4, 1), new Rung(2, 2), new Rung(2, 8))), worth);

    assertThat(calls)
        .containsExactly("[0, 1, 2, 3] to 1", "[0, 1] to 2", "[3] to 2", "[3, 1] to 8");
    assertThat(places).extracting(TournamentTest::number).containsExactly(3, 1, 0, 2);
  }

  @Test
  void whereAllDivergeNobodyWins() {
    List<Standing> places = run(Rungs.halving(2, 1, 1, 8), new double[][] {{-1}, {-1}});

    assertThat(calls).containsExactly("[0, 1] to 1");
    assertThat(places).allMatch(standing -> standing.evaluation().failed());
  }

  /**
   * @param worth by architecture and rung; below 0 if its training diverges
   */
  private List<Standing> run(Rungs rungs, double[][] worth) {
    Comparator<Evaluation> byAccuracy = Metric.bestFirst(Metric.OF_CLASSIFICATION);
    return new Tournament(rungs, byAccuracy, byAccuracy)
        .run(
            inOrder(worth.length),
            (architectures, epochs) -> {
              int rung = calls.size();
              calls.add(
                  architectures.stream().map(a -> a.choices().get(0)).toList() + " to " + epochs);
              return architectures.stream()
                  .map(
                      a ->
                          worth[a.choices().get(0)][rung] < 0
                              ? Evaluation.failed(a, "diverged")
                              : new Evaluation(a, worth[a.choices().get(0)][rung], 1))
                  .toList();
            });
  }

  private static Entrants inOrder(int count) {
    return Entrants.inOrder(IntStream.range(0, count).mapToObj(i -> Architecture.of(i)).toList());
  }

  private static int number(Standing standing) {
    return standing.architecture().choices().get(0);
  }
}
