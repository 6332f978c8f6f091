package io.supernet.pipeline;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.pipeline.SearchPhase.Found;
import io.supernet.pipeline.SearchPhase.Pool;
import io.supernet.pipeline.SearchPhase.Searched;
import io.supernet.run.Figures;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.stats.LogRank;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says who enters a tournament where nobody judges: by size, or by scores of untrained networks.
 */
final class UnjudgedSearch {

  private final Run run;
  private final Figures figures;
  private final List<String> cautions;

  UnjudgedSearch(Run run, Figures figures, List<String> cautions) {
    this.run = run;
    this.figures = figures;
    this.cautions = cautions;
  }

  /** The largest of random architectures; random ones where that is the strategy. */
  Searched run(Progress progress) {
    boolean random = run.options().search().strategy().equals(SearchOptions.RANDOM);
    LargestFirst largest = new LargestFirst(run);
    if (random) {
      return first(SearchOptions.RANDOM, largest.drawn(figures));
    }
    boolean byHeart = run.options().alone().patience() > 0;
    if (!byHeart && run.options().search().scoresUntrained()) {
      return scored(largest.ranked(figures), progress);
    }
    List<Evaluation> ranked = byHeart ? largest.spread(figures) : largest.ranked(figures);
    String name = byHeart ? LargestFirst.EVERY_SIZE : LargestFirst.NAME;
    progress.begin(name, ranked.size());
    progress.end(Text.of("%,d architectures, none evaluated", ranked.size()));
    if (byHeart) {
      return first(name, ranked);
    }
    double[] sizes = ranked.stream().mapToDouble(e -> e.metric(LargestFirst.SIZE)).toArray();
    return ranked(name, ranked, List.of(LogRank.product(List.of(sizes))));
  }

  /** The largest by a prior whose scorers need no training, as many as the budget allows. */
  private Searched scored(List<Evaluation> largest, Progress progress) {
    RunOptions options = run.options();
    int most = Math.max(options.search().budget(), options.tournament().shortlist());
    List<Evaluation> some = largest.subList(0, Math.min(most, largest.size()));
    UntrainedRanking ranking = new UntrainedRanking(run, figures, options.search().priorScorers());
    List<double[]> ranks = ranking.ranks(Lists.transform(some, Evaluation::architecture), progress);
    int[] order =
        IntStream.range(0, some.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -ranks.stream().mapToDouble(r -> r[i]).sum()))
            .mapToInt(i -> i)
            .toArray();
    return ranked(
        ranking.name(),
        Arrays.stream(order).mapToObj(some::get).toList(),
        ranks.stream()
            .map(rank -> Arrays.stream(order).mapToDouble(i -> rank[i]).toArray())
            .toList());
  }

  private Searched ranked(String name, List<Evaluation> ranked, List<double[]> ranks) {
    List<Found> found =
        SearchPhase.shortlist(run, ranked).stream().map(e -> new Found(name, 0, e, false)).toList();
    List<Found> candidates = ranked.stream().map(e -> new Found(name, 0, e, false)).toList();
    return new Searched(found, Optional.of(new Pool(candidates, ranks)), List.of(), cautions, "");
  }

  /** The first of them, in their order. */
  private Searched first(String name, List<Evaluation> all) {
    List<Found> found =
        all.stream()
            .limit(run.options().tournament().shortlist())
            .map(e -> new Found(name, 0, e, false))
            .toList();
    return new Searched(found, Optional.empty(), List.of(), cautions, "");
  }
}
