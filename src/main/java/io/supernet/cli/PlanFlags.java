package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.run.Allowance;
import io.supernet.run.RunOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a whole run may take, instead of the length of each of its parts. */
final class PlanFlags {

  private static final double DEFAULT_SECONDS = 300;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = Amount.Seconds.class,
      description =
          "What the whole run may take on this machine, such as 10m or 2h: it measures a few steps and divides the time between "
              + "supernet, search and tournament. Default: 5m, unless the options give the length of a part.")
  private Double time;

  @Option(
      names = "--total-epochs",
      paramLabel = "N",
      description =
          "The same in epochs of training one architecture alone, which repeats exactly on any machine.")
  private Double totalEpochs;

  @Option(
      names = "--rival",
      description =
          "Afterwards trains random architectures to the end for as long as the run took, and compares: the run takes twice the time.")
  private boolean rival;

  /**
   * The options with the limit.
   *
   * @param contrary the option beside which nothing can be divided, if one was given
   */
  RunOptions over(RunOptions options, Optional<String> contrary) {
    RunOptions run = options.withTournament(options.tournament().withRival(rival));
    if (time != null && totalEpochs != null) {
      throw new SupernetException(
          Kind.USAGE, "A run is limited by one thing; give either '--time' or '--total-epochs'.");
    }
    boolean given = time != null || totalEpochs != null;
    if (given && contrary.isPresent()) {
      String limit = time != null ? "--time" : "--total-epochs";
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'%s' divides the run into its parts and contradicts '%s'; leave out one of them.",
              limit, contrary.get()));
    }
    if (totalEpochs != null) {
      return run.withAllowance(Allowance.ofEpochs(totalEpochs));
    }
    return given || contrary.isEmpty()
        ? run.withAllowance(Allowance.ofSeconds(given ? time : DEFAULT_SECONDS))
        : run;
  }
}
