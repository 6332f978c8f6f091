package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.network.Definition;
import io.supernet.run.Extensions;
import io.supernet.run.Figures;
import io.supernet.run.Findings;
import io.supernet.run.Manifest;
import io.supernet.run.Outcome;
import io.supernet.run.RecordedSearch;
import io.supernet.run.Retrained;
import io.supernet.run.RunFiles;
import io.supernet.run.RunLayout;
import io.supernet.run.SearchJournal;
import io.supernet.run.SearchOptions;
import io.supernet.sampling.UpdateCounts;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.storage.Journal;
import io.supernet.storage.RunFolder;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingRecord;
import io.supernet.train.TrainingState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * All that a run has recorded so far, for those who only look: another process may be writing it.
 * What the run has not come to yet is empty.
 *
 * @param folder of the run
 * @param definition its network
 * @param manifest what the run is
 * @param objectives of its search, the first guides
 * @param evaluations as {@link Findings#ranked}
 * @param searches the search, and random search beside it, as far as they got
 * @param retrained architectures that were trained alone
 * @param outcome of the last command that came to its end
 * @param trained the last checkpoint of the supernet
 * @param course of its training; none if an earlier version has trained it
 */
@API(status = INTERNAL)
public record RunRecords(
    Path folder,
    Definition definition,
    Manifest manifest,
    List<Objective> objectives,
    List<Evaluation> evaluations,
    List<Trace> searches,
    List<Retrained> retrained,
    Optional<Outcome> outcome,
    Optional<Trained> trained,
    List<TrainingRecord> course) {

  /**
   * A search as far as it got.
   *
   * @param strategy its name
   * @param evaluations in the order in which it heard of them
   */
  public record Trace(String strategy, List<Evaluation> evaluations) {
    public Trace {
      evaluations = ImmutableList.copyOf(evaluations);
    }
  }

  /**
   * How far the supernet is trained.
   *
   * @param step steps done
   * @param updates how often each option was trained
   */
  public record Trained(long step, UpdateCounts updates) {}

  public RunRecords {
    objectives = ImmutableList.copyOf(objectives);
    evaluations = ImmutableList.copyOf(evaluations);
    searches = ImmutableList.copyOf(searches);
    retrained = ImmutableList.copyOf(retrained);
    course = ImmutableList.copyOf(course);
  }

  /**
   * Reads them.
   *
   * @throws SupernetException of kind RUN if there is no run, or its files are damaged
   */
  public static RunRecords read(Path run) {
    return read(run, Extensions.NONE);
  }

  /** The same of a run with classes of another loader. */
  public static RunRecords read(Path run, Extensions extensions) {
    RunFolder.requireRun(run);
    RunLayout layout = new RunLayout(run);
    Manifest manifest = RunFiles.manifest(layout);
    Definition definition = RunFiles.definition(layout, manifest, extensions);
    SearchOptions search = manifest.options().search();
    List<Evaluation> evaluations = Findings.ranked(layout, search);
    Figures figures = RunFiles.figures(layout, definition, search.evaluator(), extensions);
    return new RunRecords(
        run,
        definition,
        manifest,
        figures.objectives(search.objectives()),
        evaluations,
        searches(layout, search, evaluations),
        Journal.read(layout.retrained(), Retrained.class),
        Outcome.find(layout.result()),
        trained(layout, definition),
        Journal.read(layout.training(), TrainingRecord.class));
  }

  /** Steps of the whole training of the supernet. */
  public long steps() {
    return Trainer.steps(manifest.options().supernet(), manifest.size("train"));
  }

  /** The name of the folder. */
  public String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Those that did not begin are left out. */
  private static List<Trace> searches(
      RunLayout layout, SearchOptions options, List<Evaluation> known) {
    Optional<RecordedSearch> search = SearchJournal.find(layout, options);
    Optional<RecordedSearch> random =
        search
            .flatMap(RecordedSearch::end)
            .filter(end -> options.compares())
            .flatMap(end -> SearchJournal.find(layout, options.beside(end.evaluations())));
    return Stream.of(search, random)
        .flatMap(Optional::stream)
        .map(s -> new Trace(s.options().strategy(), s.evaluations(known)))
        .filter(trace -> !trace.evaluations().isEmpty())
        .toList();
  }

  private static Optional<Trained> trained(RunLayout layout, Definition definition) {
    return latest(layout).flatMap(checkpoint -> trained(checkpoint, definition));
  }

  private static Optional<Trained> trained(Checkpoint checkpoint, Definition definition) {
    return TrainingState.counts(checkpoint, definition.space())
        .map(counts -> new Trained(checkpoint.step(), counts));
  }

  /** An earlier one is not what the run has recorded. */
  private static Optional<Checkpoint> latest(RunLayout layout) {
    return new Checkpoints(layout.supernetCheckpoints())
        .latest(
            damage -> {
              throw new SupernetException(
                  Kind.RUN,
                  Text.of(
                      "Checkpoint %s; restore it from a copy, or train again what it held with 'supernet resume'.",
                      damage));
            });
  }
}
