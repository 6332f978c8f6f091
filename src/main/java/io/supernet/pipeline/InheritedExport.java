package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.export.ExportOptions;
import io.supernet.export.ExportPlace;
import io.supernet.export.Exports;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import io.supernet.supernet.SessionConfig;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Exports one architecture with the weights that it inherits, without training it again. */
@API(status = INTERNAL)
public final class InheritedExport {

  /** Training examples that give the statistics of batch normalization. */
  private static final int CALIBRATION = 4000;

  /**
   * What was exported.
   *
   * @param folder of the model
   * @param architecture in the notation of the space
   * @param metrics by part of the data and by name
   */
  public record Exported(
      String folder, String architecture, Map<String, Map<String, Double>> metrics) {}

  private final Run run;
  private final Path savedModels;
  private final Progress progress;

  /**
   * Of an open run.
   *
   * @param savedModels folder in which the model gets the name of the run and {@code -inherited},
   *     unless the options name another
   */
  public InheritedExport(Run run, Path savedModels, Progress progress) {
    this.run = run;
    this.savedModels = savedModels;
    this.progress = progress.endingOnInterrupt();
    SessionConfig.decide(run.options().threads());
  }

  /**
   * Exports.
   *
   * @param named the architecture; without, the best that the run has judged
   */
  public Exported run(Optional<Architecture> named, ExportOptions options) {
    Path model =
        options.folder().isEmpty()
            ? savedModels.resolve(run.name() + "-inherited")
            : Path.of(options.folder());
    Path target = ExportPlace.of(model, options.version());
    Exports.check(run.data().train(), options.formats(), target, InheritedModels.madeBy(run));
    Architecture architecture = named.orElseGet(this::best);
    try (TrainedSupernet supernet = new TrainedSupernet(run, progress)) {
      supernet.train();
    }
    InheritedModels models = new InheritedModels(run, CALIBRATION);
    progress.begin("export", 2);
    try (StandAlone alone = models.open(architecture)) {
      Map<String, Map<String, Double>> metrics = models.judge(alone);
      progress.advance(1, "tested");
      Exports.write(
          alone, run.data(), models.origin(metrics), options.formats(), options.weights(), target);
      progress.end(target.toString());
      models.caution(architecture, metrics).ifPresent(progress::note);
      cautions(architecture, metrics);
      return new Exported(target.toString(), run.definition().format(architecture), metrics);
    }
  }

  private Architecture best() {
    return Journal.read(run.layout().evaluations(), Evaluation.class).stream()
        .filter(e -> !e.failed())
        .min(Metric.bestFirst(run.definition().task().metrics()))
        .map(Evaluation::architecture)
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.RUN,
                    Text.of(
                        "Run '%s' has judged no architecture yet; name one, or search first.",
                        run.name())));
  }

  /** What inherited weights cost, as far as it is known. */
  private void cautions(Architecture architecture, Map<String, Map<String, Double>> metrics) {
    Metric metric = run.definition().task().metrics().get(0);
    Optional<Evaluation> alone = trained(architecture, metric);
    if (alone.isPresent()) {
      progress.note(
          Text.of(
              "caution: with inherited weights the validation %s is %s, trained alone it was %s",
              metric.name(),
              metric.text(
                  metrics
                      .getOrDefault("validation", Map.of())
                      .getOrDefault(metric.name(), Double.NaN)),
              metric.text(alone.orElseThrow().metric(metric.name()))));
    } else if (!run.definition().nests()) {
      progress.note(
          Text.of(
              "caution: networks of '%s' are not parts of its largest one; its weights were trained for many at once, and alone it may be better by several points: 'supernet retrain %s ARCH' tells",
              run.definition().name(), run.name()));
    }
  }

  private Optional<Evaluation> trained(Architecture architecture, Metric metric) {
    return Journal.read(run.layout().retrained(), Retrained.class).stream()
        .filter(r -> r.architecture().equals(architecture) && !r.failed())
        .map(Retrained::evaluation)
        .min(Comparator.comparingDouble(metric::cost));
  }
}
