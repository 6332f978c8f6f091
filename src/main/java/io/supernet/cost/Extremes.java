package io.supernet.cost;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The smallest and the largest connected architecture of a space: by multiply-adds, then by
 * parameters, then the one whose choices come first in the order of options.
 *
 * <p>Exact in spaces of at most 3,000 architectures, which are all looked at. In larger ones the
 * best that was found, which need not be the best: coordinate descent from the first and the last
 * options and eight random starts with a fixed seed; then, from the best of these, two neighboring
 * decisions at a time take their best options together, then three, and so on. A decision's
 * neighbors are the next that matter, so those nested in it come with it. It can miss optima that
 * need distant decisions to change together.
 *
 * <p>Asks for at most 3,000 costs, or two for each option of the space where that is more; as often
 * at the most, and for each random draw, whether an architecture is connected. The same space and
 * costs give the same architectures.
 */
@API(status = INTERNAL)
public final class Extremes {

  private static final int MOST_COSTS = 3_000;
  private static final int RANDOM_STARTS = 8;

  private final SearchSpace space;
  private final Function<Architecture, Cost> cost;

  /**
   * The extremes of a space.
   *
   * @param cost of a canonical architecture
   */
  public Extremes(SearchSpace space, Function<Architecture, Cost> cost) {
    this.space = space;
    this.cost = cost;
  }

  /** The smallest connected architecture, as far as it is found. */
  public Architecture smallest() {
    return new Descent(bySize()).best();
  }

  /** The largest connected architecture, as far as it is found. */
  public Architecture largest() {
    return new Descent(bySize().reversed()).best();
  }

  private static Comparator<Cost> bySize() {
    return Comparator.comparingLong(Cost::macs).thenComparingLong(Cost::parameters);
  }

  private Set<Architecture> starts() {
    Set<Architecture> starts = new LinkedHashSet<>();
    int[] last = space.decisions().stream().mapToInt(d -> d.options().size() - 1).toArray();
    starts.add(space.canonical(Architecture.of(new int[last.length])));
    starts.add(space.canonical(Architecture.of(last)));
    starts.removeIf(start -> !space.connected(start));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < RANDOM_STARTS; i++) {
      starts.add(space.sample(random));
    }
    return starts;
  }

  /** One search; it keeps what it asked for. */
  private final class Descent {

    private final Map<Architecture, Cost> costs = new HashMap<>();
    private final Map<Architecture, Boolean> connected = new HashMap<>();
    private final Comparator<Architecture> order;
    private final int mostCosts;

    Descent(Comparator<Cost> bySize) {
      this.order =
          Comparator.<Architecture, Cost>comparing(a -> costs.computeIfAbsent(a, cost), bySize)
              .thenComparing(Architecture::toArray, Arrays::compare);
      int options = space.decisions().stream().mapToInt(d -> d.options().size()).sum();
      this.mostCosts = Math.max(MOST_COSTS, 2 * options);
    }

    Architecture best() {
      Iterator<Architecture> starts = starts().iterator();
      Architecture best = descend(starts.next(), 1);
      while (starts.hasNext() && !spent()) {
        Architecture end = descend(starts.next(), 1);
        best = order.compare(end, best) < 0 ? end : best;
      }
      for (int width = 2; width <= best.length() && !spent(); width++) {
        best = descend(best, width);
      }
      return best;
    }

    /** Until no {@code width} neighboring decisions can take better options. */
    private Architecture descend(Architecture start, int width) {
      Architecture best = start;
      int inVain = 0;
      for (int i = 0; inVain < start.length() && !spent(); i = (i + 1) % start.length()) {
        Architecture next = space.active(best, i) ? better(best, best, i, width) : best;
        inVain = next.equals(best) ? inVain + 1 : 0;
        best = next;
      }
      return best;
    }

    /**
     * The best of {@code best} and all that differ from {@code changed} in the first {@code width}
     * decisions that matter from number {@code from} on.
     */
    private Architecture better(Architecture best, Architecture changed, int from, int width) {
      int i = from;
      while (i < changed.length() && !space.active(changed, i)) {
        i++;
      }
      if (width == 0 || i == changed.length()) {
        return better(space.canonical(changed), best);
      }
      Architecture found = best;
      for (int option = 0; option < options(i) && !spent(); option++) {
        found = better(found, changed.with(i, option), i + 1, width - 1);
      }
      return found;
    }

    /** Asks for the connection last, which takes as long as a cost. */
    private Architecture better(Architecture changed, Architecture best) {
      boolean improves =
          order.compare(changed, best) < 0 && connected.computeIfAbsent(changed, space::connected);
      return improves ? changed : best;
    }

    private boolean spent() {
      return costs.size() >= mostCosts;
    }

    private int options(int decision) {
      return space.decisions().get(decision).options().size();
    }
  }
}
