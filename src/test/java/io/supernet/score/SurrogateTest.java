package io.supernet.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.score.GaussianProcess.Prediction;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import io.supernet.stats.KendallTau;
import io.supernet.stats.LogRank;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Four decisions of four options: what is good is in the first two, size is in the third. */
class SurrogateTest {

  private static final List<Architecture> ALL =
      IntStream.range(0, 256)
          .mapToObj(i -> Architecture.of(i / 64, i / 16 % 4, i / 4 % 4, i % 4))
          .toList();

  private static double worth(Architecture a) {
    return 4 * (a.choice(0) == 2 ? 1 : 0) + a.choice(1) + 0.01 * a.choice(3);
  }

  private static final double[] TRUTH = ALL.stream().mapToDouble(SurrogateTest::worth).toArray();

  private static final double[] SIZE = ALL.stream().mapToDouble(a -> a.choice(2)).toArray();

  private static final Surrogate BY_SIZE =
      new Surrogate(ALL, List.of(LogRank.product(List.of(SIZE))), Isomorphism.NONE);

  /** Spread over the space. */
  private static Map<Architecture, Double> results(int count) {
    Map<Architecture, Double> results = new HashMap<>();
    IntStream.range(0, count)
        .mapToObj(i -> ALL.get(i * 37 % 256))
        .forEach(a -> results.put(a, worth(a)));
    return results;
  }

  private static double tau(Surrogate surrogate, int trained) {
    double[] means =
        surrogate.predict(results(trained)).stream().mapToDouble(Prediction::mean).toArray();
    return KendallTau.of(means, TRUTH).orElseThrow();
  }

  @Test
  void learnsFromStructureWhatThePriorDoesNotKnow() {
    assertThat(KendallTau.of(SIZE, TRUTH).orElseThrow()).isBetween(-0.1, 0.1);
    assertThat(tau(BY_SIZE, 32)).isGreaterThan(0.6);
  }

  /** Size is upside down here: what is small wins, and few trainings end the drag to the large. */
  @Test
  void doesNotDragToLargeNetworksWhereSmallOnesWin() {
    double[] large = ALL.stream().mapToDouble(a -> -worth(a)).toArray();
    Surrogate misled =
        new Surrogate(ALL, List.of(LogRank.product(List.of(large))), Isomorphism.NONE);
    assertThat(tau(misled, 24)).isGreaterThan(0.5);
    for (Architecture next : misled.next(results(24), 4)) {
      assertThat(worth(next)).isGreaterThan(3);
    }
  }

  @Test
  void keepsAPriorThatIsRight() {
    Surrogate informed =
        new Surrogate(ALL, List.of(LogRank.product(List.of(TRUTH))), Isomorphism.NONE);
    assertThat(tau(informed, 4)).isGreaterThan(0.9);
    assertThat(informed.predict(results(4)).get(255 - 64).mean()).isPositive();
  }

  @Test
  void whoIsNextIsNewAndNotAllOfAKind() {
    Map<Architecture, Double> known = results(16);
    List<Architecture> next = BY_SIZE.next(known, 5);
    assertThat(next).hasSize(5).doesNotHaveDuplicates().doesNotContainAnyElementsOf(known.keySet());
    assertThat(BY_SIZE.next(known, 5)).isEqualTo(next);
    Surrogate few =
        new Surrogate(ALL.subList(0, 8), List.of(Arrays.copyOf(SIZE, 8)), Isomorphism.NONE);
    Map<Architecture, Double> most = new HashMap<>();
    ALL.subList(0, 6).forEach(a -> most.put(a, worth(a)));
    assertThat(few.next(most, 5)).containsExactlyInAnyOrder(ALL.get(6), ALL.get(7));
  }

  @Test
  void aFailedTrainingIsWorseThanAnyOther() {
    Map<Architecture, Double> known = results(16);
    Architecture failed = known.keySet().iterator().next();
    known.put(failed, Double.NEGATIVE_INFINITY);
    List<Prediction> expected = BY_SIZE.predict(known);
    assertThat(expected).allSatisfy(p -> assertThat(p.mean()).isFinite());
    assertThat(expected.get(ALL.indexOf(failed)).mean()).isNegative();
  }
}
