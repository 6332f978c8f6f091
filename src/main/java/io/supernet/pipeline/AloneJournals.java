package io.supernet.pipeline;

import io.supernet.evaluate.Evaluation;
import io.supernet.run.Retrained;
import io.supernet.run.RunLayout;
import io.supernet.run.RungResult;
import io.supernet.storage.Journal;
import java.util.Optional;

/** The journals of architectures that are trained alone: to the end, and those on their way. */
final class AloneJournals implements AutoCloseable {

  private final int whole;
  private final Journal<Retrained> ended;
  private final Journal<RungResult> rungs;

  /**
   * Those of a run, opened for writing.
   *
   * @param whole epochs of a whole training
   */
  AloneJournals(RunLayout run, int whole) {
    this.whole = whole;
    this.ended = Journal.open(run.retrained(), Retrained.class);
    try {
      this.rungs = Journal.open(run.tournament(), RungResult.class);
    } catch (RuntimeException e) {
      ended.close();
      throw e;
    }
  }

  /** What a training was worth after so many epochs, or at the first look after that. */
  Optional<Evaluation> find(String key, int epochs) {
    Optional<Evaluation> onItsWay =
        epochs == whole
            ? Optional.empty()
            : RungResult.find(rungs.records(), key, epochs).map(RungResult::evaluation);
    return onItsWay.or(
        () ->
            ended.records().stream()
                .filter(retrained -> retrained.key().equals(key))
                .map(Retrained::evaluation)
                .reduce((earlier, later) -> later));
  }

  /** Keeps a result; on return it is on disk. */
  void append(String key, int epochs, Evaluation evaluation) {
    if (epochs == whole) {
      ended.append(new Retrained(key, evaluation));
    } else {
      rungs.append(new RungResult(key, epochs, evaluation));
    }
  }

  @Override
  public void close() {
    ended.close();
    rungs.close();
  }
}
