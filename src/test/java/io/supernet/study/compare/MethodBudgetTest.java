package io.supernet.study.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.plan.Tariff;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
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
    Tariff steep = new Tariff(1, 1e3, 1, 0, 0.001, 1e-6);
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
}
