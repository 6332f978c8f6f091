package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.drawing.SvgDrawing;
import io.supernet.evaluate.Evaluation;
import io.supernet.export.ExportManifest.Weights;
import io.supernet.export.ExportOptions;
import io.supernet.export.ExportPlace;
import io.supernet.export.Exports;
import io.supernet.export.Origin;
import io.supernet.export.PackingLoss;
import io.supernet.network.Definition;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.storage.AtomicFiles;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Gives the winner its final number on the test examples, once, exports it and draws it. */
final class ExportPhase {

  /** Where the winner is and what it scored on the test examples. */
  record Exported(Path folder, Evaluation test) {}

  private final Run run;
  private final Path savedModels;

  ExportPhase(Run run, Path savedModels) {
    this.run = run;
    this.savedModels = savedModels;
  }

  /** Refuses, before anything is trained, what could not be exported in the end. */
  void check() {
    Exports.check(
        run.data().train(),
        run.options().export().formats(),
        target(),
        InheritedModels.madeBy(run));
  }

  private Path target() {
    ExportOptions options = run.options().export();
    Path model =
        options.folder().isEmpty() ? savedModels.resolve(run.name()) : Path.of(options.folder());
    return ExportPlace.of(model, options.version());
  }

  Exported run(Retrained winner, Progress progress) {
    progress.begin("export", 2);
    RetrainPhase retraining = new RetrainPhase(run);
    Path target = target();
    try (StandAlone model = retraining.open(winner)) {
      Evaluation test = TestPhase.test(run, winner, model);
      progress.advance(1, "tested");
      Map<String, Map<String, Double>> metrics =
          Map.of("validation", winner.evaluation().metrics(), "test", test.metrics());
      Origin origin =
          new Origin(
              metrics,
              run.options().seed(),
              run.manifest().versions(),
              Optional.of(InheritedModels.madeBy(run)));
      ExportOptions options = run.options().export();
      Weights weights =
          Exports.write(model, run.data(), origin, options.formats(), options.weights(), target)
              .weights();
      PackingLoss.caution(weights, run.definition().task().prediction().form().metrics())
          .ifPresent(caution -> progress.note("caution: " + caution));
      progress.advance(2, "verified");
      draw(winner.architecture());
      progress.end(target.toString());
      return new Exported(target, test);
    }
  }

  private void draw(Architecture winner) {
    Definition definition = run.definition();
    String title = definition.name() + ": " + definition.format(winner);
    AtomicFiles.write(run.layout().drawing(), SvgDrawing.draw(definition.sketch(winner), title));
  }
}
