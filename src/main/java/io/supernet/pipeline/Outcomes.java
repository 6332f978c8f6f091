package io.supernet.pipeline;

import com.google.common.collect.Lists;
import io.supernet.pipeline.SearchPhase.Found;
import io.supernet.pipeline.SearchPhase.Searched;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Rival;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.tournament.Tournament.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run has found, put together from what its phases say. */
final class Outcomes {

  private final Run run;

  Outcomes(Run run) {
    this.run = run;
  }

  /**
   * Of what was done; the rest is empty.
   *
   * @param alone how those came out that were trained alone
   */
  Outcome of(
      Searched searched,
      Map<Architecture, Standing> alone,
      Optional<Architecture> winner,
      Optional<ExportPhase.Exported> exported,
      Optional<Rival> rival) {
    List<Found> candidates = candidates(searched, alone);
    List<Architecture> architectures = Lists.transform(candidates, Found::architecture);
    return new Outcome(
        run.definition().name(),
        run.definition().task().metrics().get(0),
        winner.map(architectures::indexOf).orElse(null),
        run.options().search().evaluator(),
        candidates.stream().map(found -> candidate(found, alone)).toList(),
        searched.front(),
        searched.cautions(),
        searched.end(),
        exported.map(e -> e.test().metrics()).orElse(Map.of()),
        exported.map(e -> e.folder().toString()).orElse(null),
        run.manifest().seconds(),
        rival.orElse(null));
  }

  /**
   * What the search has found; after a tournament those who entered, in the order of the search.
   */
  private static List<Found> candidates(Searched searched, Map<Architecture, Standing> alone) {
    if (alone.isEmpty() || searched.pool().isEmpty()) {
      return searched.found();
    }
    return Stream.concat(
            searched.pool().get().candidates().stream()
                .filter(found -> alone.containsKey(found.architecture())),
            searched.found().stream().filter(Found::toTheEnd))
        .toList();
  }

  private Outcome.Candidate candidate(Found found, Map<Architecture, Standing> alone) {
    Optional<Standing> standing = Optional.ofNullable(alone.get(found.architecture()));
    int whole = run.options().alone().epochs();
    return new Outcome.Candidate(
        run.definition().format(found.architecture()),
        found.strategy(),
        found.evaluations(),
        found.evaluation().metrics(),
        standing.map(Standing::epochs).orElse(0),
        metrics(standing.filter(s -> s.epochs() < whole)),
        metrics(standing.filter(s -> s.epochs() == whole)),
        run.definition().cost(found.architecture()),
        standing.map(s -> s.evaluation().failure()).orElse(null));
  }

  private static Map<String, Double> metrics(Optional<Standing> standing) {
    return standing.map(s -> s.evaluation().metrics()).orElse(Map.of());
  }
}
