package io.supernet.pipeline;

import com.google.common.collect.Lists;
import io.supernet.cost.LiveCost;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.run.Figures;
import io.supernet.run.Run;
import io.supernet.run.SearchLimits;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks random architectures without judging any: the more live multiply-adds, the better. What a
 * run without a supernet begins its tournament with.
 */
final class LargestFirst {

  /** What it calls itself among the strategies. */
  static final String NAME = "largest-first";

  /** The name of one whose first are of all sizes. */
  static final String EVERY_SIZE = "every-size";

  /** What its evaluations hold: live multiply-adds. */
  static final String SIZE = "live_macs";

  /** How many are looked at, at the most; fewer within limits, where each is looked for. */
  private static final int LOOKS = 2_000;

  private static final int LOOKS_WITHIN = 500;

  private final Run run;

  LargestFirst(Run run) {
    this.run = run;
  }

  /** Those that keep the limits of the run's search, the largest first. */
  List<Evaluation> ranked(Figures figures) {
    return drawn(figures).stream()
        .sorted(Comparator.comparingDouble((Evaluation e) -> -e.metric(SIZE)))
        .toList();
  }

  /**
   * The same where large ones learn few examples by heart: the smallest, the largest, one between
   * them, those between these, and so on, so that the first are of all sizes.
   */
  List<Evaluation> spread(Figures figures) {
    List<Evaluation> ranked = Lists.reverse(ranked(figures));
    Set<Evaluation> spread = new LinkedHashSet<>();
    spread.add(ranked.get(0));
    for (long parts = 1; spread.size() < ranked.size(); parts *= 2) {
      for (long part = 1; part <= parts; part += parts == 1 ? 1 : 2) {
        spread.add(ranked.get((int) ((ranked.size() - 1) * part / parts)));
      }
      if (parts > ranked.size()) {
        spread.addAll(ranked);
      }
    }
    return List.copyOf(spread);
  }

  /** The same in the order in which they were drawn. */
  List<Evaluation> drawn(Figures figures) {
    SearchSpace space =
        SearchLimits.narrow(
                run.definition().distinct(),
                figures,
                run.options().search(),
                run.streams(),
                run.extensions())
            .space();
    return new Unseen(space, run.streams().stream(NAME, 0))
        .draw(run.options().search().limits().isEmpty() ? LOOKS : LOOKS_WITHIN).stream()
            .map(this::sized)
            .toList();
  }

  /** Its evaluation by size. */
  Evaluation sized(Architecture architecture) {
    Definition definition = run.definition();
    LiveCost live = definition.liveCost(architecture);
    return new Evaluation(architecture, Map.of(SIZE, (double) live.macs()));
  }
}
