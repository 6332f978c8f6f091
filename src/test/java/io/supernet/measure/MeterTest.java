package io.supernet.measure;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.spaces.DenseBlocks;
import io.supernet.spaces.NasBench201;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {

  /** Notes how far the work is. */
  private static final class Steps implements Progress {
    private final List<Long> done = new ArrayList<>();
    private long total;

    @Override
    public void hear(Event event) {
      if (event instanceof Begun begun) {
        total = begun.total();
      } else if (event instanceof Advanced advanced) {
        done.add(advanced.done());
      }
    }
  }

  @Test
  void measuresImages() {
    Definition cells = Definition.of("cells", new NasBench201(2, 1), Task.images(8, 8, 1, 3));
    Steps steps = new Steps();
    Measurement m = new Meter(4, 2, 2).measure(cells, steps);
    assertThat(m.space()).isEqualTo("cells");
    assertThat(m.decisions()).isEqualTo(6);
    assertThat(m.architectures()).isEqualTo(BigInteger.valueOf(15_625));
    assertThat(m.smallest().macs()).isLessThan(m.largest().macs());
    assertThat(m.operations()).isGreaterThan(1000);
    assertThat(m.leastRatio()).isPositive().isLessThanOrEqualTo(m.ratio());
    assertThat(m.ratio()).isLessThanOrEqualTo(m.mostRatio());
    assertThat(List.of(m.buildSeconds(), m.firstStepSeconds(), m.stepSeconds()))
        .allMatch(s -> s > 0 && s < 60);
    assertThat(steps.done).isSorted().doesNotHaveDuplicates().endsWith(steps.total);
  }

  @Test
  void measuresRowsOfNumbers() {
    Definition blocks =
        Definition.of("blocks", new DenseBlocks(3, 1, List.of(2)), Task.table(5, 2));
    Measurement m = new Meter(4, 1, 1).measure(blocks, Progress.SILENT);
    assertThat(m.smallest()).isEqualTo(new Cost(18 + 8, 18 + 8 + 6));
    assertThat(m.leastRatio()).isEqualTo(m.mostRatio());
  }

  @Test
  void measuresWhatPredictsNumbers() {
    Definition blocks =
        Definition.of("blocks", new DenseBlocks(3, 1, List.of(2)), Task.regression(5));
    Measurement m = new Meter(4, 1, 1).measure(blocks, Progress.SILENT);
    assertThat(m.stepSeconds()).isPositive();
    try (TimedNetwork network = new TimedNetwork(blocks, blocks.largest(), 2)) {
      assertThat(network.trace(1)).isNotEmpty();
    }
  }

  @Test
  void refusesNothingToMeasure() {
    assertRefused(() -> new Meter(0, 1, 1), "batch is 0");
  }
}
