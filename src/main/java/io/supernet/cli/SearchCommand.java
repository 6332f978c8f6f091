package io.supernet.cli;

import io.supernet.pipeline.Goal;
import io.supernet.pipeline.Run;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Searches the supernet of a run, after training it to the end if need be.")
final class SearchCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Mixin private SearchFlags search;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Run run = Run.open(Home.run(name))) {
      run.change(Goal.SEARCH, search.over(run.options()));
      return output.pipeline(run);
    }
  }
}
