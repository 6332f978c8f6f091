package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.stats.KendallTau;
import io.supernet.stats.NasBench201Rows;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What live multiply-adds are worth: they rank the cells of NAS-Bench-201 better than all do. */
class LiveCostTauTest {

  private static final Definition PAPER =
      Definition.of("nasbench201", new NasBench201(16, 5), Task.images(32, 32, 3, 10));

  private final double[] accuracy = NasBench201Rows.column("cifar10_test");
  private final List<Architecture> cells =
      NasBench201Rows.texts("arch_string").stream().map(PAPER::parse).toList();
  private final int[] connected =
      IntStream.range(0, cells.size()).filter(i -> PAPER.space().connected(cells.get(i))).toArray();

  @Test
  void liveMultiplyAddsRankBetterThanAll() {
    assertThat(tau(a -> PAPER.cost(a).macs())).isEqualTo(0.588, within(5e-4));
    assertThat(tau(a -> PAPER.liveCost(a).macs())).isEqualTo(0.636, within(5e-4));
  }

  private double tau(ToDoubleFunction<Architecture> figure) {
    double[] predicted =
        IntStream.of(connected).mapToDouble(i -> figure.applyAsDouble(cells.get(i))).toArray();
    double[] truth = IntStream.of(connected).mapToDouble(i -> accuracy[i]).toArray();
    return KendallTau.of(predicted, truth).orElseThrow();
  }
}
