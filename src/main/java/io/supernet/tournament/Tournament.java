package io.supernet.tournament;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import io.supernet.tournament.Rungs.Rung;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
     * @param architectures all different; in later calls some of those before
     * @param epochs more than in the call before
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
  private final Comparator<Evaluation> bestFirst;

  /**
   * A tournament.
   *
   * @param bestFirst the order of evaluations after the same epochs; where it sees no difference,
   *     who entered first comes first
   */
  public Tournament(Rungs rungs, Comparator<Evaluation> bestFirst) {
    this.rungs = rungs;
    this.bestFirst = bestFirst;
  }

  /**
   * Runs it.
   *
   * @param entrants all different, the most promising first; those beyond the first rung's number
   *     do not enter
   * @return how each entrant came out, best first: who was trained longer, then who was better; at
   *     the end those whose training failed
   */
  public List<Standing> run(List<Architecture> entrants, Trainings trainings) {
    List<Architecture> left = List.copyOf(entrants);
    List<List<Standing>> places = new ArrayList<>();
    List<Standing> failed = new ArrayList<>();
    for (Rung rung : rungs.list()) {
      List<Architecture> now = left.subList(0, Math.min(rung.entrants(), left.size()));
      if (!places.isEmpty()) {
        places.set(places.size() - 1, without(places.get(places.size() - 1), now));
      }
      if (now.isEmpty()) {
        break;
      }
      List<Standing> standings =
          trainings.train(now, rung.epochs()).stream()
              .map(evaluation -> new Standing(rung.epochs(), evaluation))
              .sorted(Comparator.comparing(Standing::evaluation, bestFirst))
              .toList();
      standings.stream().filter(s -> s.evaluation().failed()).forEach(failed::add);
      List<Standing> judged = standings.stream().filter(s -> !s.evaluation().failed()).toList();
      places.add(judged);
      left = judged.stream().map(Standing::architecture).toList();
    }
    List<Standing> all = new ArrayList<>();
    for (int i = places.size() - 1; i >= 0; i--) {
      all.addAll(places.get(i));
    }
    all.addAll(failed);
    return all;
  }

  private static List<Standing> without(List<Standing> standings, List<Architecture> goneOn) {
    return standings.stream().filter(s -> !goneOn.contains(s.architecture())).toList();
  }
}
