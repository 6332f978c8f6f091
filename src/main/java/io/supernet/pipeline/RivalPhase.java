package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.run.Outcome.Rival;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.run.SearchLimits;
import io.supernet.run.TournamentOptions.Start;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the time of a run finds without a search: random networks within the same limits are trained
 * to the end from scratch, one after another, and validation chooses. One that has begun is trained
 * to the end, so they get a little more time than the run had.
 */
final class RivalPhase {

  /** The name of the phase in the times of a run. */
  static final String NAME = "rival";

  private final Run run;

  RivalPhase(Run run) {
    this.run = run;
  }

  /**
   * The best of them.
   *
   * @param seconds of the run so far, by phase
   */
  Rival best(Map<String, Double> seconds, Progress progress) {
    double limit =
        Stream.of("plan", "train", "search", "retrain")
            .mapToDouble(phase -> seconds.getOrDefault(phase, 0.0))
            .sum();
    double before = seconds.getOrDefault(NAME, 0.0);
    long begin = System.nanoTime();
    RetrainPhase retraining = new RetrainPhase(run, Start.SCRATCH);
    Unseen random = new Unseen(space(), run.streams().stream(NAME, 0));
    List<Retrained> trained = new ArrayList<>();
    Optional<Architecture> next = next(random);
    while (next.isPresent()
        && (trained.isEmpty()
            || retraining.isTrained(next.get())
            || before + (System.nanoTime() - begin) / 1e9 < limit)) {
      trained.addAll(retraining.run(List.of(next.get()), progress));
      next = next(random);
    }
    List<Retrained> right = trained.stream().filter(one -> !one.failed()).toList();
    Retrained best =
        TournamentPhase.best(run, right, Retrained::evaluation).orElseGet(() -> trained.get(0));
    progress.note(Text.of("rival: %d random networks in the same time", trained.size()));
    return new Rival(
        trained.size(),
        run.definition().format(best.architecture()),
        best.evaluation().metrics(),
        best.failed() ? Map.of() : TestPhase.test(run, best).metrics());
  }

  private SearchSpace space() {
    return SearchLimits.narrow(
            run.definition().distinct(),
            run.figures(),
            run.options().search(),
            run.streams(),
            run.extensions())
        .space();
  }

  private static Optional<Architecture> next(Unseen random) {
    return random.draw(1).stream().findFirst();
  }
}
