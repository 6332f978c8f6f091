package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.network.Definition;
import io.supernet.search.SearchResult;
import io.supernet.storage.Journal;
import io.supernet.storage.RunFolder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a run has evaluated so far, ranked; may be read while another process writes it.
 *
 * @param evaluated how many architectures, failed ones included
 * @param failed how many of them could not be judged
 * @param objectives of the search; rows are ranked by the first
 * @param rows best first
 * @since 0.1
 */
public record Findings(int evaluated, int failed, List<String> objectives, List<Row> rows) {

  /**
   * An architecture.
   *
   * @param architecture in the notation of its space
   * @param front whether it is on the Pareto front of the objectives
   * @param figures by name: the objectives, the metrics of the task, macs, parameters; an evaluator
   *     of the user's need not give all of them
   */
  public record Row(String architecture, boolean front, Map<String, Double> figures) {
    public Row {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
  }

  public Findings {
    objectives = ImmutableList.copyOf(objectives);
    rows = ImmutableList.copyOf(rows);
  }

  /**
   * Reads the findings of a run.
   *
   * @param objectives names of {@link Figures}; those of the run if there are none
   * @param top how many rows at the most besides the Pareto front
   */
  public static Findings read(Path run, List<String> objectives, int top) {
    return read(run, objectives, top, Extensions.NONE);
  }

  /**
   * The same of a run with classes of another loader, or with scorers that are objects.
   *
   * @since 0.2
   */
  public static Findings read(Path run, List<String> objectives, int top, Extensions extensions) {
    RunFolder.requireRun(run);
    RunLayout layout = new RunLayout(run);
    Manifest manifest = RunFiles.manifest(layout);
    Definition definition = RunFiles.definition(layout, manifest, extensions);
    SearchOptions search = manifest.options().search();
    List<String> names = objectives.isEmpty() ? search.objectives() : objectives;
    List<Evaluation> evaluations =
        names.equals(search.objectives())
            ? ranked(layout, search)
            : evaluations(layout, search.evaluator());
    Figures figures = RunFiles.figures(layout, definition, search.evaluator(), extensions);
    return of(definition, figures, evaluations, names, top);
  }

  /**
   * The evaluations of a run that can be ranked as its search wants, in the order in which they
   * were made: none before the sample of its prior is scored.
   */
  @API(status = INTERNAL)
  public static List<Evaluation> ranked(RunLayout layout, SearchOptions search) {
    return PriorSample.isReady(layout, search)
        ? evaluations(layout, search.evaluator())
        : List.of();
  }

  private static List<Evaluation> evaluations(RunLayout layout, String evaluator) {
    return Evaluation.lastOfEach(Journal.read(layout.evaluations(evaluator), Evaluation.class));
  }

  @API(status = INTERNAL)
  public static Findings of(
      Definition definition,
      Figures figures,
      List<Evaluation> evaluations,
      List<String> names,
      int top) {
    Figures.check(names, Map.of());
    List<Objective> objectives = figures.objectives(names);
    SearchResult result = new SearchResult(evaluations);
    List<Evaluation> best = result.top(Integer.MAX_VALUE, objectives.get(0));
    Set<Evaluation> front = new HashSet<>(result.front(objectives));
    Set<Evaluation> shown = new LinkedHashSet<>(best.subList(0, Math.min(top, best.size())));
    shown.addAll(objectives.size() > 1 ? front : Set.of());
    Set<String> columns = new LinkedHashSet<>(names);
    definition.task().metrics().stream()
        .map(Metric::name)
        .filter(metric -> best.stream().allMatch(e -> e.metrics().containsKey(metric)))
        .forEach(columns::add);
    columns.addAll(List.of("macs", "parameters"));
    List<Objective> all = figures.objectives(List.copyOf(columns));
    List<Row> rows =
        best.stream()
            .filter(shown::contains)
            .map(
                e -> {
                  Map<String, Double> values = new LinkedHashMap<>();
                  all.forEach(o -> values.put(o.name(), o.figure().applyAsDouble(e)));
                  return new Row(definition.format(e.architecture()), front.contains(e), values);
                })
            .toList();
    return new Findings(evaluations.size(), evaluations.size() - best.size(), names, rows);
  }
}
