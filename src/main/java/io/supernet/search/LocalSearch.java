package io.supernet.search;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Local search: from a random start, evaluates all architectures that differ in one decision and
 * moves to the best of them as long as it is better. Starts again elsewhere at a local optimum.
 *
 * <p>White, Nolen, Savani: Exploring the Loss Landscape in Neural Architecture Search, UAI 2021,
 * Algorithm 1, which has no options. Deviations:
 *
 * <ul>
 *   <li>Nothing is evaluated twice: neighbors that are known count with the accuracy that is known,
 *       and a start is an architecture that was not evaluated yet.
 *   <li>Disconnected neighbors are left out. Decisions that only matter in the neighbor are drawn,
 *       so that a nested decision does not multiply the neighbors.
 *   <li>Better means better in the objective or, if that is equal, a higher accuracy, then a lower
 *       loss.
 * </ul>
 */
@API(status = INTERNAL)
public final class LocalSearch implements SearchStrategy {

  private final SearchSpace space;
  private final Comparator<Evaluation> bestFirst;
  private final Unseen unseen;
  private final Breeding breeding;
  private final Map<Architecture, Evaluation> known = new HashMap<>();

  /** Where it stands; nowhere before a start is evaluated. */
  private Optional<Evaluation> center = Optional.empty();

  /** Where it may move to: the neighbors of the center, or the start. */
  private List<Architecture> around = List.of();

  /** Those of them that are still to be proposed. */
  private final Queue<Architecture> pending = new ArrayDeque<>();

  /** A search of this space for the best; all its randomness comes from {@code random}. */
  public LocalSearch(SearchSpace space, Objective objective, RandomGenerator random) {
    this.bestFirst = objective.bestFirst();
    this.space = space;
    this.unseen = new Unseen(space, random);
    this.breeding = new Breeding(space, 0, random);
  }

  @Override
  public List<Architecture> propose(int most) {
    try {
      goOn();
    } catch (Watch.TimeUp e) {
      if (pending.isEmpty()) {
        throw e;
      }
    }
    List<Architecture> proposal = new ArrayList<>();
    while (!pending.isEmpty() && proposal.size() < most) {
      proposal.add(pending.remove());
    }
    return proposal;
  }

  private void goOn() {
    boolean more = true;
    while (pending.isEmpty() && more) {
      // Ends: every move is to a better one, every start makes something pending.
      more = move() || start();
    }
  }

  @Override
  public void observe(List<Evaluation> evaluations) {
    evaluations.forEach(evaluation -> known.put(evaluation.architecture(), evaluation));
  }

  /** Moves to the best around if it is better; says whether it did. */
  private boolean move() {
    Optional<Evaluation> best =
        around.stream()
            .map(known::get)
            .min(bestFirst)
            .filter(b -> center.isEmpty() || bestFirst.compare(b, center.get()) < 0);
    best.ifPresent(
        better -> {
          center = best;
          around =
              breeding.neighbors(better.architecture()).stream().filter(space::admits).toList();
          around.stream().filter(unseen::take).forEach(pending::add);
        });
    return best.isPresent();
  }

  /** Starts somewhere new; says whether there is such a place. */
  private boolean start() {
    center = Optional.empty();
    around = unseen.draw(1);
    pending.addAll(around);
    return !around.isEmpty();
  }
}
