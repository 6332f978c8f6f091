package io.supernet.tournament;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import io.supernet.tournament.Rungs.Rung;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains many architectures alone for a short time, the better ones longer, and few to the end:
 * successive halving. Jamieson, Talwalkar: Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization, AISTATS 2016, figure 3. A training that goes on starts from its own
 * weights, so a winner's is the same as one that was never compared.
 */
public final class Tournament {

  /** Trains. */
  @FunctionalInterface
  public interface Trainings {

    /**
     * Trains architectures alone until each has so many epochs behind it.
     *
     * @param architectures all different, and others than in earlier calls of the same epochs
     * @param epochs as many as in the call before, or more
     * @return what each is worth now, in the same order; a failed evaluation if its training
     *     diverged
     */
    List<Evaluation> train(List<Architecture> architectures, int epochs);
  }

  /**
   * How an architecture came out.
   *
   * @param epochs how far it was trained
   * @param evaluation after these epochs
   */
  public record Standing(int epochs, Evaluation evaluation) {

    /** The architecture. */
    public Architecture architecture() {
      return evaluation.architecture();
    }
  }

  private final Rungs rungs;
  private final Comparator<Evaluation> promising;
  private final Comparator<Evaluation> bestFirst;

  /**
   * A tournament.
   *
   * @param promising the order in which trainings go on after the same epochs; where it sees no
   *     difference, who entered first comes first
   * @param bestFirst the order of those that are trained to the end
   */
  public Tournament(
      Rungs rungs, Comparator<Evaluation> promising, Comparator<Evaluation> bestFirst) {
    this.rungs = rungs;
    this.promising = promising;
    this.bestFirst = bestFirst;
  }

  /**
   * Runs it. Where a training fails, the next best takes its place.
   *
   * @return how each entrant came out, best first: who was trained longer, then who was better; at
   *     the end those whose training failed
   */
  public List<Standing> run(Entrants entrants, Trainings trainings) {
    Map<Architecture, Standing> standings = new LinkedHashMap<>();
    Entrants next = entrants;
    for (Rung rung : rungs.list()) {
      next = Entrants.inOrder(best(rung, next, trainings, standings));
    }
    int whole = rungs.epochs();
    return standings.values().stream()
        .sorted(
            Comparator.comparing((Standing standing) -> standing.evaluation().failed())
                .thenComparing(Comparator.comparingInt(Standing::epochs).reversed())
                .thenComparing(
                    (one, other) ->
                        (one.epochs() == whole ? bestFirst : promising)
                            .compare(one.evaluation(), other.evaluation())))
        .toList();
  }

  /** Those of a rung whose training did not fail, as many as it has, the most promising first. */
  private List<Architecture> best(
      Rung rung, Entrants entrants, Trainings trainings, Map<Architecture, Standing> standings) {
    List<Evaluation> results = new ArrayList<>();
    int judged = 0;
    while (judged < rung.entrants()) {
      List<Architecture> now = entrants.next(List.copyOf(results), rung.entrants() - judged);
      if (now.isEmpty()) {
        break;
      }
      for (Evaluation evaluation : trainings.train(now, rung.epochs())) {
        standings.put(evaluation.architecture(), new Standing(rung.epochs(), evaluation));
        results.add(evaluation);
        judged += evaluation.failed() ? 0 : 1;
      }
    }
    return results.stream()
        .filter(evaluation -> !evaluation.failed())
        .sorted(promising)
        .map(Evaluation::architecture)
        .toList();
  }
}
