package io.supernet.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Chance;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.SearchPhase.Found;
import io.supernet.pipeline.SearchPhase.Pool;
import io.supernet.pipeline.SearchPhase.Searched;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.tournament.Entrants;
import io.supernet.tournament.Evident;
import io.supernet.tournament.Rungs;
import io.supernet.tournament.Tournament;
import io.supernet.tournament.Tournament.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Trains what a search has found alone: all of it briefly, the better half on from its own weights,
 * and so on down to the best few, which are trained to the end. Where few examples are soon known
 * by heart, the smallest is trained to the end whatever it looks like before.
 */
final class TournamentPhase {

  private final Run run;
  private final RetrainPhase retraining;
  private final int whole;

  TournamentPhase(Run run) {
    this.run = run;
    this.retraining = new RetrainPhase(run);
    this.whole = run.options().alone().epochs();
  }

  /** How each came out that was trained. */
  Map<Architecture, Standing> run(Searched searched, Progress progress) {
    Map<Architecture, Standing> standings = new LinkedHashMap<>();
    List<Architecture> shortlist = architectures(searched, found -> !found.toTheEnd());
    List<Architecture> finalists = architectures(searched, Found::toTheEnd);
    if (new Budget(run).aside() && shortlist.size() > 1) {
      // A small network is slow to learn and sure not to learn by heart: only its end says its
      // worth.
      Architecture smallest = smallest(shortlist);
      shortlist = shortlist.stream().filter(a -> !a.equals(smallest)).toList();
      finalists = ImmutableList.<Architecture>builder().addAll(finalists).add(smallest).build();
    }
    if (!shortlist.isEmpty()) {
      tournament(shortlist, searched.pool(), progress)
          .forEach(standing -> standings.put(standing.architecture(), standing));
    }
    ended(finalists, progress)
        .forEach(e -> standings.put(e.architecture(), new Standing(whole, e)));
    return standings;
  }

  /**
   * The best by validation of those trained to the end; ties go to the one that came first. Where
   * trainings take back their best weights, the winner is found by the rule of those.
   */
  Architecture winner(Collection<Standing> standings) {
    return best(
            run,
            standings.stream()
                .filter(s -> s.epochs() == whole && !s.evaluation().failed())
                .toList(),
            Standing::evaluation)
        .map(Standing::architecture)
        .orElseThrow(() -> nobody(standings));
  }

  /** The best of some that did not fail. */
  static <T> Optional<T> best(Run run, List<T> some, Function<T, Evaluation> judged) {
    List<Metric> metrics = run.definition().task().metrics();
    return run.options().alone().patience() > 0
        ? Chance.best(some, judged, metrics, run.data().validation().size())
        : some.stream().min(Comparator.comparing(judged, Metric.bestFirst(metrics)));
  }

  private Architecture smallest(List<Architecture> some) {
    LargestFirst sizes = new LargestFirst(run);
    return some.stream()
        .min(Comparator.comparingDouble(a -> sizes.sized(a).metric(LargestFirst.SIZE)))
        .orElseThrow();
  }

  private static SupernetException nobody(Collection<Standing> standings) {
    Evaluation first =
        standings.stream()
            .map(Standing::evaluation)
            .filter(Evaluation::failed)
            .findFirst()
            .orElseThrow();
    return new SupernetException(
        Kind.NUMERIC,
        Text.of(
            "None of the %d best could be trained alone; the first of them, %s: %s",
            standings.size(), first.architecture(), first.failure()));
  }

  private static List<Architecture> architectures(Searched searched, Predicate<Found> which) {
    return searched.found().stream().filter(which).map(Found::architecture).distinct().toList();
  }

  private List<Standing> tournament(
      List<Architecture> shortlist, Optional<Pool> pool, Progress progress) {
    List<Metric> metrics = run.definition().task().metrics();
    List<Metric> early = new ArrayList<>(metrics);
    if (run.options().alone().patience() == 0) {
      early.add(0, Metric.TRAINING_LOSS); // With patience, the largest learn all by heart.
    }
    Rungs rungs = Rungs.tournament(shortlist.size(), run.options().top(), whole);
    boolean compares = rungs.list().size() > 1;
    if (compares) {
      progress.note(rungs.text());
    }
    List<Standing> standings =
        new Tournament(rungs, Metric.bestFirst(early), Metric.bestFirst(metrics))
            .run(
                pool.filter(some -> compares)
                    .<Entrants>map(some -> evident(some, rungs.entrants()))
                    .orElseGet(() -> Entrants.inOrder(shortlist)),
                (architectures, epochs) ->
                    epochs == whole
                        ? ended(architectures, progress)
                        : retraining.round(architectures, epochs, progress));
    // Their results stay; their weights are of no use any more.
    standings.stream()
        .filter(standing -> standing.epochs() < whole)
        .forEach(standing -> retraining.dropWeights(standing.architecture()));
    return standings;
  }

  private static Entrants evident(Pool pool, int entrants) {
    return new Evident(
        Lists.transform(pool.candidates(), Found::architecture), pool.ranks(), entrants);
  }

  private List<Evaluation> ended(List<Architecture> architectures, Progress progress) {
    return Lists.transform(retraining.run(architectures, progress), Retrained::evaluation);
  }
}
