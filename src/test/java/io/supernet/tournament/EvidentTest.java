package io.supernet.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import io.supernet.stats.LogRank;
import io.supernet.tournament.Rungs.Rung;
import io.supernet.tournament.Tournament.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidentTest {

  private static final int SIZE = 100;

  /** Of two decisions of ten options; the first of the list is the largest. */
  private static final List<Architecture> BY_SIZE =
      IntStream.range(0, SIZE).mapToObj(i -> Architecture.of(9 - i / 10, 9 - i % 10)).toList();

  @Test
  void nearlyAllAreThePriorsBestWhereItHolds() {
    List<List<Architecture>> calls = calls(16, i -> -i);

    assertThat(calls).extracting(List::size).containsExactly(8, 4, 4);
    List<Integer> places = calls.stream().flatMap(List::stream).map(EvidentTest::place).toList();
    assertThat(places).doesNotHaveDuplicates();
    assertThat(places.subList(0, 7)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(places.get(7)).isEqualTo(7 + 93 / 2);
    assertThat(places.subList(8, 16)).containsExactly(7, 8, 9, 10, 11, 12, 13, 14);
  }

  /** As many short trainings; only what they find differs. */
  @Test
  void thePriorLosesItsSayWhereItIsWrong() {
    List<Architecture> last = Iterables.getLast(calls(32, i -> i));

    assertThat(last).extracting(EvidentTest::place).allMatch(place -> place > SIZE / 2);
  }

  @Test
  void whoDivergesIsReplacedAndTakenForTheWorst() {
    List<Standing> standings =
        new Tournament(
                new Rungs(List.of(new Rung(8, 1), new Rung(2, 4))),
                Metric.bestFirst(List.of(Metric.TRAINING_LOSS)),
                Metric.bestFirst(Metric.OF_CLASSIFICATION))
            .run(
                entrants(8),
                (architectures, epochs) ->
                    architectures.stream()
                        .map(
                            a ->
                                place(a) < 3
                                    ? Evaluation.failed(a, "diverged")
                                    : result(a, i -> -i))
                        .toList());

    assertThat(standings.stream().filter(s -> !s.evaluation().failed())).hasSize(8);
    assertThat(place(standings.get(0).architecture())).isEqualTo(3);
  }

  /** Who enters at each call, if the first are worth so much by their place. */
  private static List<List<Architecture>> calls(int count, IntToDoubleFunction worth) {
    List<List<Architecture>> calls = new ArrayList<>();
    Entrants evident = entrants(count);
    List<Evaluation> results = new ArrayList<>();
    while (results.size() < count) {
      List<Architecture> now = evident.next(results, count - results.size());
      calls.add(now);
      now.forEach(a -> results.add(result(a, worth)));
    }
    return calls;
  }

  private static Entrants entrants(int count) {
    double[] sizes = IntStream.range(0, SIZE).mapToDouble(i -> SIZE - i).toArray();
    return new Evident(BY_SIZE, List.of(LogRank.product(List.of(sizes))), count);
  }

  private static Evaluation result(Architecture architecture, IntToDoubleFunction worth) {
    return new Evaluation(architecture, 0.5, 1)
        .with(Metric.TRAINING_LOSS, SIZE - worth.applyAsDouble(place(architecture)));
  }

  private static int place(Architecture architecture) {
    return BY_SIZE.indexOf(architecture);
  }
}
