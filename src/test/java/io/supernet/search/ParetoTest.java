package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ParetoTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /**
   * By hand: (1,5), (2,3) and (4,1) are beaten by none; (2,4) by (2,3); (3,3) by (2,3); (4,4) by
   * (2,4) and (3,3) of the second front; (5,5) by (4,4).
   */
  @Test
  void frontsByHand() {
    List<double[]> points = points(5, 5, 2, 4, 1, 5, 4, 4, 2, 3, 3, 3, 4, 1);
    assertThat(Pareto.fronts(points))
        .containsExactly(List.of(2, 4, 6), List.of(1, 5), List.of(3), List.of(0));
    assertThat(Pareto.first(points)).containsExactly(2, 4, 6);
  }

  @Test
  void equalPointsShareAFront() {
    assertThat(Pareto.fronts(points(1, 1, 1, 1, 2, 2))).containsExactly(List.of(0, 1), List.of(2));
    assertThat(Pareto.fronts(List.of())).isEmpty();
  }

  /**
   * By hand, ranges 4 and 10: (1,11) and (5,1) are the ends; (2,6) has the neighbors (1,11) and
   * (3,5): (3-1)/4 + (11-5)/10 = 1.1; (3,5) has (2,6) and (5,1): (5-2)/4 + (6-1)/10 = 1.25.
   */
  @Test
  void crowdingByHand() {
    assertThat(Pareto.crowding(points(3, 5, 1, 11, 5, 1, 2, 6)))
        .containsExactly(new double[] {1.25, INFINITE, INFINITE, 1.1}, Offset.offset(1e-12));
  }

  @Test
  void crowdingWithoutRangeIsZeroInside() {
    assertThat(Pareto.crowding(points(1, 1, 1, 1, 1, 1))).containsExactly(INFINITE, 0, INFINITE);
    assertThat(Pareto.crowding(points(INFINITE, INFINITE, INFINITE, INFINITE)))
        .containsExactly(INFINITE, INFINITE);
    assertThat(Pareto.crowding(List.of())).isEmpty();
  }

  @Test
  void theFrontOfAResultLeavesOutFailedOnes() {
    Objective size = Objective.least("size", a -> a.choice(0));
    Evaluation small = new Evaluation(Architecture.of(0), 0.5, 1);
    Evaluation beaten = new Evaluation(Architecture.of(2), 0.5, 0.1);
    Evaluation good = new Evaluation(Architecture.of(3), 0.9, 1);
    Evaluation failed = Evaluation.failed(Architecture.of(-1), "too hot");
    SearchResult result = new SearchResult(List.of(failed, small, beaten, good));
    assertThat(result.front(List.of(Objective.ACCURACY, size))).containsExactly(good, small);
    assertThat(result.front(List.of(size, Objective.ACCURACY))).containsExactly(small, good);
    assertThat(result.front(List.of(size))).containsExactly(small);
    assertThat(result.top(9, size)).containsExactly(small, beaten, good);
    assertThat(result.top(9, Objective.LOSS)).containsExactly(beaten, good, small);
  }

  private static List<double[]> points(double... pairs) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      points.add(new double[] {pairs[i], pairs[i + 1]});
    }
    return points;
  }
}
