package io.supernet.run;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.averagePool;
import static io.supernet.network.Operations.reluConvBn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.RandomStreams;
import io.supernet.TinyRun;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Network;
import io.supernet.plan.Division;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Network and data as objects of a program. */
class RunBuilderTest {

  private static final RunOptions OPTIONS = TinyRun.options("unused", 0.05);

  @TempDir private Path folder;

  @Test
  void networkAndDataAreGivenAgainToOpenTheRun() {
    builder(8, 1).create().close();
    try (Run run = builder(8, 1).open()) {
      assertThat(run.definition().space().decisions()).hasSize(1);
      assertThat(run.options().data()).isEqualTo("given");
      assertThat(run.data().train().size()).isEqualTo(36);
    }
    assertRefused(() -> builder(16, 1).open(), "is not the definition");
    assertRefused(() -> builder(8, 2).open(), "The data that were given are not those");
    assertRefused(() -> Run.builder(folder).open(), "The network 'mine' was given by a program");
    assertRefused(
        () -> Run.builder(folder).network("mine", network(8)).open(),
        "The data were given by a program");
  }

  @Test
  void aRunThatIsThereGoesOnWithTheSameOptionsOnly() {
    builder(8, 1).options(OPTIONS).openOrCreate().close();
    RunOptions longer = OPTIONS.withSearch(OPTIONS.search().withBudget(9));
    try (Run run = builder(8, 1).options(longer).openOrCreate()) {
      assertThat(run.options().search().budget()).isEqualTo(9);
    }
    assertThatThrownBy(() -> builder(8, 1).options(OPTIONS.withSeed(8)).openOrCreate())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begin a new run");
    assertRefused(() -> builder(8, 1).space("cell").open(), "is not the definition");
  }

  @Test
  void aRunThatDividedWhatItMayTakeGoesOnWithTheSameOptions() {
    RunOptions limited = OPTIONS.withAllowance(Allowance.ofSeconds(60));
    Division plan = new Division(60, 3, 8, 4, 1, 5, null, Map.of());
    RunOptions planned;
    try (Run run = builder(8, 1).options(limited).openOrCreate()) {
      run.follow(plan);
      planned = run.options();
    }
    try (Run run = builder(8, 1).options(limited).openOrCreate()) {
      assertThat(run.options()).isEqualTo(planned);
      assertThat(run.options().supernet().epochs()).isEqualTo(3);
    }
  }

  @Test
  void anObjectDoesNotStandForANamedSpace() {
    Run.builder(folder).space("nasbench201-small").data(data(1)).options(OPTIONS).create().close();
    assertRefused(() -> builder(8, 1).open(), "is not the definition");
  }

  private RunBuilder builder(int channels, long seed) {
    return Run.builder(folder).network("mine", network(channels)).data(data(seed)).options(OPTIONS);
  }

  private static Network network(int channels) {
    return (b, x) -> {
      var h = b.convBn("stem", x, channels, 3, 2);
      h =
          b.choose(
              "body",
              h,
              candidate("conv", reluConvBn(channels, 3)),
              candidate("pool", averagePool(3)));
      return b.dense("head", b.globalAveragePool(h), b.task().classes());
    };
  }

  private static Split data(long seed) {
    byte[] pixels = new byte[60 * 8 * 8];
    new Random(seed).nextBytes(pixels);
    int[] labels = new int[60];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3;
    }
    DataSet images =
        DataSet.of(
            "noise",
            ElementType.UINT8,
            List.of(8L, 8L, 1L),
            List.of("a", "b", "c"),
            ByteBuffer.wrap(pixels),
            labels);
    return Split.of(images, new RandomStreams(seed));
  }
}
