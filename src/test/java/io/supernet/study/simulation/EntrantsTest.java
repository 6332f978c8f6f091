package io.supernet.study.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import io.supernet.stats.LogRank;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 64 networks of three decisions: what is good is the first, and the prior likes the others. */
class EntrantsTest {

  private static final List<Known> ROWS =
      IntStream.range(0, 64)
          .mapToObj(i -> Architecture.of(i / 16, i / 4 % 4, i % 4))
          .map(
              a ->
                  new Known(
                      a,
                      0.1 * a.choice(0) + 0.01 * a.choice(1),
                      0,
                      0,
                      1,
                      1,
                      ImmutableDoubleArray.of()))
          .toList();

  private static final double[] PRIOR =
      LogRank.product(
          List.of(
              ROWS.stream()
                  .mapToDouble(
                      row -> row.architecture().choice(2) + 0.1 * row.architecture().choice(1))
                  .map(value -> -value)
                  .toArray()));

  private static final List<Known> BY_PRIOR =
      ROWS.stream()
          .sorted(Comparator.comparingDouble((Known row) -> -PRIOR[ROWS.indexOf(row)]))
          .toList();

  private static List<Known> order(int shortlist) {
    return new Entrants(ROWS, List.of(PRIOR), Isomorphism.NONE).after(BY_PRIOR, shortlist);
  }

  @Test
  void halfEnterByThePriorAndTheOthersByWhatThatTaught() {
    List<Known> order = order(16);
    assertThat(order).hasSize(64).doesNotHaveDuplicates();
    assertThat(order.subList(0, 8)).isEqualTo(BY_PRIOR.subList(0, 8));
    double first = mean(order.subList(0, 8));
    double later = mean(order.subList(8, 16));
    assertThat(later)
        .isGreaterThan(first + 0.05)
        .isGreaterThan(mean(BY_PRIOR.subList(8, 16)) + 0.05);
    List<Known> rest = BY_PRIOR.stream().filter(row -> order.indexOf(row) >= 16).toList();
    assertThat(order.subList(16, 64)).isEqualTo(rest);
  }

  @Test
  void aShortlistOfOneOrOfAllIsNoError() {
    assertThat(order(1)).startsWith(BY_PRIOR.get(0), BY_PRIOR.get(1)).hasSize(64);
    assertThat(order(100)).hasSize(64).doesNotHaveDuplicates();
  }

  private static double mean(List<Known> rows) {
    return rows.stream().mapToDouble(Known::briefly).average().orElseThrow();
  }
}
