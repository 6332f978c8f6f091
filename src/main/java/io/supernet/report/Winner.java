package io.supernet.report;

import io.supernet.pipeline.RunRecords;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Candidate;
import java.util.Optional;

/** What a run has found. */
final class Winner {

  private Winner() {}

  /** The best of those that were trained alone. */
  static Optional<Candidate> of(RunRecords run) {
    return run.outcome()
        .filter(outcome -> outcome.winner() != null)
        .map(outcome -> outcome.candidates().get(outcome.winner()));
  }

  /** The winner; before retraining the best by the supernet. */
  static Optional<Candidate> orFavorite(RunRecords run) {
    return of(run)
        .or(() -> run.outcome().map(Outcome::candidates).flatMap(c -> c.stream().findFirst()));
  }
}
