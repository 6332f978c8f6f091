package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.plan.Division;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a search asks for that comes after another one. */
class SearchFlagsTest {

  private static SearchOptions over(RunOptions run, String... words) {
    SearchFlags flags = new SearchFlags();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("s", spec(flags)))
        .parseArgs(words);
    return flags.over(run).search();
  }

  private static CommandLine.Model.CommandSpec spec(SearchFlags flags) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(flags);
  }

  @Test
  void whoHasASupernetAfterAllWantsAccuracy() {
    RunOptions planned =
        RunOptions.DEFAULT.following(new Division(60, 0, 128, 4, 1, 5, null, Map.of()));
    assertThat(planned.search().objectives()).containsExactly("prior:live-macs*expressivity");
    SearchOptions judged = over(planned, "--evaluator", "supernet");
    assertThat(judged.objectives()).isEqualTo(SearchOptions.DEFAULT.objectives());
    assertThat(judged.budget()).isEqualTo(SearchOptions.DEFAULT.budget());
    // What is wished for stays, and so does what goes on as it was.
    assertThat(over(planned, "--evaluator", "supernet", "--prior", "depth,live-macs").objectives())
        .containsExactly("prior:depth*live-macs");
    assertThat(over(planned, "--shortlist", "3").objectives())
        .isEqualTo(planned.search().objectives());
  }
}
