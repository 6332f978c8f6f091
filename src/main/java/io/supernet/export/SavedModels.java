package io.supernet.export;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cost.Cost;
import io.supernet.data.DataSet;
import io.supernet.data.Normalization;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Head;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Publication;
import io.supernet.storage.StorageFailures;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Signature;

/**
 * Exports a trained architecture as a SavedModel: signature {@code serving_default}, raw examples
 * in, what the task answers out. The model is written beside its place, loaded from there, compared
 * with the live one and only then put in place; a reader never sees half of it.
 */
public final class SavedModels {

  private static final int VERIFIED_EXAMPLES = 256;
  private static final double TOLERANCE = 1e-5;
  private static final String MANIFEST = "supernet.json";

  private SavedModels() {}

  /**
   * Exports a model.
   *
   * @param live the trained model
   * @param checkpoint prefix of the checkpoint files that hold its weights
   * @param data that it was trained on; validation examples serve for the comparison
   * @param metrics by part of the data and by name, for the manifest
   * @param target folder of the SavedModel; an older export there is replaced, unless a run made it
   * @return what was exported
   * @throws SupernetException if the exported model differs from the live one, or cannot be written
   */
  public static ExportManifest export(
      StandAlone live,
      Path checkpoint,
      Split data,
      Map<String, Map<String, Double>> metrics,
      Path target) {
    return export(live, checkpoint, data, metrics, target, Optional.empty());
  }

  /**
   * Exports the model of a run, as above; an older export is replaced if the same run made it.
   *
   * @param run that the model is from
   */
  public static ExportManifest export(
      StandAlone live,
      Path checkpoint,
      Split data,
      Map<String, Map<String, Double>> metrics,
      Path target,
      MadeBy run) {
    return export(live, checkpoint, data, metrics, target, Optional.of(run));
  }

  private static ExportManifest export(
      StandAlone live,
      Path checkpoint,
      Split data,
      Map<String, Map<String, Double>> metrics,
      Path target,
      Optional<MadeBy> run) {
    try (Publication publication = Publication.begin(target)) {
      refuseForeign(target, run);
      Path temporary = publication.temporary();
      ExportManifest manifest = write(live, checkpoint, data, metrics, temporary);
      AtomicFiles.write(temporary.resolve(MANIFEST), Json.pretty(manifest) + "\n");
      run.ifPresent(maker -> maker.write(temporary));
      publication.publish();
      return manifest;
    } catch (RuntimeException e) {
      throw StorageFailures.translate(target, e);
    }
  }

  /**
   * Refuses what an export of a run would refuse to replace, before there is anything to export.
   *
   * @throws SupernetException if something else than an export of this run is there
   */
  public static void refuseForeign(Path target, MadeBy run) {
    refuseForeign(target, Optional.of(run));
  }

  private static void refuseForeign(Path target, Optional<MadeBy> run) {
    refuseOther(target);
    Optional<MadeBy> maker = MadeBy.read(target);
    boolean own =
        run.isPresent()
            ? maker.filter(m -> run.get().run().equals(m.run())).isPresent()
            : maker.isEmpty();
    if (Files.exists(target) && !own) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "'%s' holds a model of %s, not of %s; move it away, or give the run another name.",
              target, text(maker), text(run)));
    }
  }

  private static String text(Optional<MadeBy> run) {
    return run.filter(r -> r.run() != null)
        .map(r -> Text.of("run %s in '%s'", r.run(), r.folder()))
        .orElse("no run that is known");
  }

  /** An older export may be replaced, nothing else. */
  private static void refuseOther(Path target) {
    if (Files.isSymbolicLink(target)) {
      throw new SupernetException(
          Kind.STORAGE,
          "'"
              + target
              + "' is a link, which an export would replace; remove it or give the run another name.");
    }
    if (Files.exists(target) && !Files.exists(target.resolve(MANIFEST))) {
      throw new SupernetException(
          Kind.STORAGE,
          "'"
              + target
              + "' is there and is not an export of this project; move it away or give the run another name.");
    }
  }

  private static ExportManifest write(
      StandAlone live,
      Path checkpoint,
      Split data,
      Map<String, Map<String, Double>> metrics,
      Path folder) {
    Definition definition = live.definition();
    DataSet train = data.train();
    Head head = definition.task().prediction().head(train);
    try (ServingGraph serving =
        new ServingGraph(
            definition,
            live.architecture(),
            head,
            train.elementType(),
            Normalization.of(train),
            train.encoding(),
            checkpoint)) {
      serving.export(folder);
      int examples = Math.min(VERIFIED_EXAMPLES, data.validation().size());
      double difference =
          Parity.largestDifference(
              folder,
              serving.input().name(),
              serving.outputs().get(0).name(),
              head,
              data.validation(),
              examples,
              live.logits(Part.VALIDATION, examples));
      if (!(difference <= TOLERANCE)) {
        throw new SupernetException(
            Kind.NUMERIC,
            Text.of(
                "The exported model differs from the live one by %s in the output '%s', more than %s; it was not put in place, as an operation of the network is not deterministic or depends on the batch.",
                difference, serving.outputs().get(0).name(), TOLERANCE));
      }
      Cost cost = definition.cost(live.architecture());
      return new ExportManifest(
          definition.name(),
          definition.format(live.architecture()),
          Signature.DEFAULT_KEY,
          serving.input(),
          train.encoding().map(TableInputs::described).orElse(List.of()),
          serving.outputs(),
          train.classNames(),
          cost.macs(),
          cost.parameters(),
          metrics,
          examples,
          difference);
    } catch (IOException e) {
      throw StorageFailures.of(folder, e);
    }
  }
}
