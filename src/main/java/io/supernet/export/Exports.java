package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.cost.Cost;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportManifest.SizeInfo;
import io.supernet.export.ExportManifest.Weights;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.network.WeightFormat;
import io.supernet.space.Architecture;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Publication;
import io.supernet.storage.StorageFailures;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.text.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  static final int VERIFIED_EXAMPLES = 256;

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

  /** Exports a model with its weights as trained; see the other method. */
  public static ExportManifest write(
      StandAlone live, Split data, Origin origin, List<Format> formats, Path target) {
    return write(live, data, origin, formats, WeightFormat.FLOAT32, target);
  }

  /**
   * Exports a model.
   *
   * @param live the trained model
   * @param data that it was trained on; validation examples serve for the comparison
   * @param origin where it is from
   * @param formats of the files
   * @param weights how kernels are stored
   * @param target folder of the export; an older one there is replaced if the same run made it, or
   *     neither is from a run
   * @return what was exported
   * @throws SupernetException if the exported model differs from the live one, or cannot be written
   */
  public static ExportManifest write(
      StandAlone live,
      Split data,
      Origin origin,
      List<Format> formats,
      WeightFormat weights,
      Path target) {
    return publish(
        origin, formats, target, place -> write(live, data, origin, formats, weights, place));
  }

  /** Puts a model in place that is written, and refused if it is not right, beside it. */
  static ExportManifest publish(
      Origin origin,
      List<Format> formats,
      Path target,
      Function<Publication, ExportManifest> writer) {
    try (Publication publication = Publication.begin(target)) {
      ExportPlace.refuseForeign(target, origin.run());
      ExportManifest manifest = writer.apply(publication);
      Path temporary = publication.temporary();
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
      StandAlone live,
      Split data,
      Origin origin,
      List<Format> formats,
      WeightFormat format,
      Publication publication) {
    Served served = Served.of(live, data.train());
    Definition definition = live.definition();
    int examples = Math.min(VERIFIED_EXAMPLES, data.validation().size());
    ModelFiles files =
        new ModelFiles(data.validation(), formats, metadata(live, served), publication);
    // Compared with the live one whatever is exported: all else is written from the same layers.
    ModelFiles.Written written = files.write(served, live.logits(Part.VALIDATION, examples));
    Weights weights =
        new Weights(format.text(), written.bytes(), written.bytes(), Map.of(), Map.of());
    if (format != WeightFormat.FLOAT32) {
      Served packed = served.with(served.network().in(format));
      PlainEvaluation before = PlainEvaluation.of(served, data.validation(), 0);
      PlainEvaluation after = PlainEvaluation.of(packed, data.validation(), examples);
      served = packed;
      written = files.write(served, after.outputs(examples, served.network().outputs()));
      weights =
          new Weights(
              format.text(), written.bytes(), weights.bytes(), after.metrics(), before.metrics());
    }
    return manifest(
        definition,
        live.architecture(),
        served,
        data,
        origin,
        formats.contains(Format.SAVEDMODEL) ? written.signatures() : List.of(),
        weights,
        new Compared(examples, written.largestDifference()),
        List.of());
  }

  /** With how many examples a model was compared, and the largest difference. */
  record Compared(int examples, double largestDifference) {}

  static ExportManifest manifest(
      Definition definition,
      Architecture architecture,
      Served served,
      Split data,
      Origin origin,
      List<SignatureInfo> signatures,
      Weights weights,
      Compared compared,
      List<SizeInfo> sizes) {
    Cost cost = definition.cost(architecture);
    return new ExportManifest(
        definition.name(),
        definition.format(architecture),
        definition.task().prediction().form().name(),
        Signature.DEFAULT_KEY,
        signatures,
        served.input(),
        served.columns(),
        served.outputs(),
        data.train().classNames(),
        data.train().hasSets(),
        cost.macs(),
        cost.parameters(),
        weights,
        origin.metrics(),
        ExportManifest.Examples.of(data),
        origin.seed(),
        origin.versions(),
        compared.examples(),
        compared.largestDifference(),
        sizes);
  }

  private static Map<String, String> metadata(StandAlone live, Served served) {
    Definition definition = live.definition();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("space", definition.name());
    metadata.put("architecture", definition.format(live.architecture()));
    metadata.put("task", definition.task().prediction().form().name());
    metadata.put("input", served.input().meaning());
    metadata.put(
        "feature_names",
        Json.LINE.toJson(served.columns().stream().map(ExportManifest.TensorInfo::name).toList()));
    metadata.put("class_names", Json.LINE.toJson(served.classNames()));
    return metadata;
  }
}
