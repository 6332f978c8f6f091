package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cost.Cost;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Publication;
import io.supernet.storage.StorageFailures;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.tensorflow.Signature;

/**
 * Exports a trained architecture: raw examples in, what the task answers out, in the formats that
 * are asked for, with a description of it for programs and one for people. The model is written
 * beside its place, loaded from there, compared with the live one and only then put in place; a
 * reader never sees half of it.
 */
@API(status = INTERNAL)
public final class Exports {

  static final String MANIFEST = "supernet.json";
  private static final int VERIFIED_EXAMPLES = 256;
  private static final double TOLERANCE = 1e-5;

  private Exports() {}

  /**
   * Refuses, before anything is trained, what could not be written in the end.
   *
   * @param train the training examples
   * @param target as {@link #write} has it
   */
  public static void check(DataSet train, List<Format> formats, Path target, MadeBy run) {
    ExportPlace.refuseForeign(target, Optional.of(run));
    if (formats.contains(Format.ONNX)) {
      OnnxFile.refuse(train.encoding());
    }
  }

  /**
   * Exports a model.
   *
   * @param live the trained model
   * @param data that it was trained on; validation examples serve for the comparison
   * @param origin where it is from
   * @param formats of the files
   * @param target folder of the export; an older one there is replaced if the same run made it, or
   *     neither is from a run
   * @return what was exported
   * @throws SupernetException if the exported model differs from the live one, or cannot be written
   */
  public static ExportManifest write(
      StandAlone live, Split data, Origin origin, List<Format> formats, Path target) {
    try (Publication publication = Publication.begin(target)) {
      ExportPlace.refuseForeign(target, origin.run());
      Path temporary = publication.temporary();
      ExportManifest manifest = write(live, data, origin, formats, publication);
      AtomicFiles.write(temporary.resolve(MANIFEST), Json.pretty(manifest) + "\n");
      AtomicFiles.write(temporary.resolve("README.md"), ModelCard.of(manifest, formats));
      origin.run().ifPresent(maker -> maker.write(temporary));
      publication.publish();
      return manifest;
    } catch (RuntimeException e) {
      throw StorageFailures.translate(target, e);
    }
  }

  private static ExportManifest write(
      StandAlone live, Split data, Origin origin, List<Format> formats, Publication publication) {
    Served served = Served.of(live, data.train());
    Definition definition = live.definition();
    int examples = Math.min(VERIFIED_EXAMPLES, data.validation().size());
    Path folder = publication.temporary();
    Verified verified = verified(live, data, served, examples, folder);
    boolean saved = formats.contains(Format.SAVEDMODEL);
    if (!saved) {
      // Compared with the live one all the same: other formats are written from the same layers.
      AtomicFiles.deleteRecursively(folder);
      publication.temporary();
    }
    Cost cost = definition.cost(live.architecture());
    ExportManifest manifest =
        new ExportManifest(
            definition.name(),
            definition.format(live.architecture()),
            definition.task().prediction().form().name(),
            Signature.DEFAULT_KEY,
            saved ? verified.signatures() : List.of(),
            served.input(),
            served.columns(),
            served.outputs(),
            data.train().classNames(),
            cost.macs(),
            cost.parameters(),
            origin.metrics(),
            ExportManifest.Examples.of(data),
            origin.seed(),
            origin.versions(),
            examples,
            verified.largestDifference());
    if (formats.contains(Format.ONNX)) {
      OnnxFile.write(served, metadata(manifest), folder);
    }
    return manifest;
  }

  /** How far a SavedModel is from the live one, and what it can be asked. */
  private record Verified(double largestDifference, List<SignatureInfo> signatures) {}

  /** Writes the SavedModel and compares it with the live one. */
  private static Verified verified(
      StandAlone live, Split data, Served served, int examples, Path folder) {
    try (ServingGraph serving = new ServingGraph(served)) {
      serving.export(folder);
      double difference =
          Parity.largestDifference(
              folder, served, data.validation(), live.logits(Part.VALIDATION, examples));
      if (!(difference <= TOLERANCE)) {
        throw new SupernetException(
            Kind.NUMERIC,
            Text.of(
                "The exported model differs from the live one by %s in the output '%s', more than %s; it was not put in place, as an operation of the network is not deterministic or depends on the batch.",
                difference, served.outputs().get(0).name(), TOLERANCE));
      }
      WarmUp.write(served, serving.signatures(), folder);
      return new Verified(difference, serving.signatures());
    } catch (IOException e) {
      throw StorageFailures.of(folder, e);
    }
  }

  private static Map<String, String> metadata(ExportManifest manifest) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("space", manifest.space());
    metadata.put("architecture", manifest.architecture());
    metadata.put("task", manifest.task());
    metadata.put("input", manifest.input().meaning());
    metadata.put(
        "feature_names",
        Json.LINE.toJson(
            manifest.columns().stream().map(ExportManifest.TensorInfo::name).toList()));
    metadata.put("class_names", Json.LINE.toJson(manifest.classNames()));
    return metadata;
  }
}
