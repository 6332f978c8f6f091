package io.supernet.study.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.evaluate.Metric;
import io.supernet.plan.Tariff;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.spaces.Definitions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodBudgetTest {

  @TempDir private Path folder;

  /** None of some random networks has to be as small as the time asks for. */
  @Test
  void networksThatAreSmallEnoughMayBeRare() {
    NetworkDefinition network = Definitions.find("elastic").toBuilder().clearTask().build();
    RunOptions options = TinyRun.options(TinyData.write(folder), 0.05);
    Tariff steep = new Tariff(1, 1e3, 1, 0, 0, 0.001, 1e-6);
    MethodPlan plan =
        new MethodPlan(
            "compare", List.of(Method.RANDOM, Method.LARGEST), 1, 100, options, steep, null, "");
    try (Run run =
        Run.builder(folder.resolve("run")).definition(network).options(options).create()) {
      MethodBudget budget = MethodBudget.of(plan, steep, run);
      assertThat(budget.division().mostMacs()).isNotNull();
      assertThat(List.of(budget.meanMacs(), budget.largeMacs(), budget.largestMacs()))
          .isSorted()
          .allMatch(macs -> macs > 0 && macs <= budget.division().mostMacs());
    }
  }

  /** What it costs to score untrained networks is paid by the one that does. */
  @Test
  void oneMethodScoresUntrainedNetworks() {
    NetworkDefinition network = TinyRun.network();
    RunOptions options = TinyRun.options(TinyData.write(folder), 0.05);
    Tariff tariff = new Tariff(1, 1e6, 1, 0.05, 0, 1, 0);
    MethodPlan plan =
        new MethodPlan(
            "compare",
            List.of(Method.LARGEST, Method.UNTRAINED),
            1,
            100,
            options.withSearch(SearchOptions.DEFAULT.withStrategy(SearchOptions.RANDOM)),
            tariff,
            null,
            "");
    try (Run run =
        Run.builder(folder.resolve("run")).definition(network).options(plan.options()).create()) {
      MethodBudget budget = MethodBudget.of(plan, tariff, run);
      RunOptions largest = options(budget, plan, Method.LARGEST);
      assertThat(largest.search().objectives()).isEqualTo(SearchOptions.DEFAULT.objectives());
      RunOptions untrained = options(budget, plan, Method.UNTRAINED);
      assertThat(untrained.search().objectives()).containsExactly("prior:live-macs*expressivity");
      assertThat(untrained.search().budget()).isEqualTo(128);
      assertThat(List.of(largest, untrained))
          .noneMatch(method -> method.search().strategy().equals(SearchOptions.RANDOM));
      assertThat(untrained.alone().epochs()).isEqualTo(largest.alone().epochs());
      assertThat(untrained.tournament().shortlist()).isLessThan(largest.tournament().shortlist());
    }
  }

  private static RunOptions options(MethodBudget budget, MethodPlan plan, Method method) {
    return budget.options(
        plan.options(), plan.tariff(), new MethodPlan.Trial(method, 1), Metric.ACCURACY);
  }
}
