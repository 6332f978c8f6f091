package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.Maps;
import io.supernet.data.Split;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportManifest.SizeInfo;
import io.supernet.export.ExportManifest.Weights;
import io.supernet.export.ExportOptions.Format;
import io.supernet.export.Exports.Compared;
import io.supernet.export.Sizes.Size;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import io.supernet.network.WeightFormat;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.storage.Publication;
import io.supernet.storage.StorageFailures;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Exports architectures of one supernet as one model of several sizes: it holds each weight once,
 * and a client says with each request which size answers.
 */
@API(status = INTERNAL)
public final class SizedExport {

  private record Member(Architecture architecture, Served served) {}

  private final Definition definition;
  private final Split data;
  private final List<Member> members = new ArrayList<>();
  private final List<float[]> logits = new ArrayList<>();
  private final List<Size> sizes = new ArrayList<>();
  private final List<SizeInfo> infos = new ArrayList<>();

  /** A model without sizes yet. */
  public SizedExport(Definition definition, Split data) {
    this.definition = definition;
    this.data = data;
  }

  /**
   * Adds a size; the last is the largest.
   *
   * @param name that clients ask for it by
   * @param live the architecture with the weights of the supernet and statistics of its own
   * @param metrics of it, by part of the data and by name
   */
  public void add(String name, StandAlone live, Map<String, Map<String, Double>> metrics) {
    Architecture architecture = live.architecture();
    Served served = Served.of(live, data.train());
    members.add(new Member(architecture, served));
    logits.add(live.logits(Part.VALIDATION, examples()));
    sizes.add(
        new Size(
            name,
            served.network(),
            Maps.uniqueIndex(definition.weights(architecture), WeightSpec::name)));
    infos.add(
        new SizeInfo(
            name,
            definition.format(architecture),
            definition.cost(architecture).macs(),
            definition.cost(architecture).parameters(),
            metrics));
  }

  private Member last() {
    return members.get(members.size() - 1);
  }

  private int examples() {
    return Math.min(Exports.VERIFIED_EXAMPLES, data.validation().size());
  }

  /**
   * Writes the model; each size is compared with its live one first.
   *
   * @param supernet values of the supernet's variables by name
   * @param origin with the metrics of the largest
   * @param target folder of the export
   */
  public ExportManifest write(Map<String, float[]> supernet, Origin origin, Path target) {
    Served largest = last().served();
    Map<String, float[]> shared = Maps.filterKeys(supernet, wholes()::contains);
    Sizes all = Sizes.of(sizes, shared, largest.columns());
    return Exports.publish(
        origin, List.of(Format.SAVEDMODEL), target, place -> write(largest, all, origin, place));
  }

  /** The names of the weights that some size reads. */
  private Set<String> wholes() {
    Set<String> names = new HashSet<>();
    for (Size size : sizes) {
      for (WeightSpec weight : size.weights().values()) {
        if (weight.initializer() instanceof Initializer.Part part) {
          part.from().forEach(whole -> names.add(whole.name()));
        } else {
          names.add(weight.name());
        }
      }
    }
    return names;
  }

  private ExportManifest write(Served largest, Sizes all, Origin origin, Publication place) {
    Path folder = place.temporary();
    try (ServingGraph serving = new ServingGraph(largest, all)) {
      serving.export(folder);
      double difference = 0;
      for (int i = 0; i < members.size(); i++) {
        Map<String, String> asked = Map.of(all.input(), sizes.get(i).name());
        difference =
            Math.max(
                difference,
                Parity.checked(folder, largest, asked, data.validation(), logits.get(i)));
      }
      Map<String, Long> bytes = Map.of("savedmodel", ModelFiles.bytes(folder));
      List<SignatureInfo> signatures = serving.signatures();
      WarmUp.write(largest, signatures, Map.of(all.input(), all.names()), folder);
      return Exports.manifest(
          definition,
          last().architecture(),
          largest,
          data,
          origin,
          signatures,
          new Weights(WeightFormat.FLOAT32.text(), bytes, bytes, Map.of(), Map.of()),
          new Compared(examples(), difference),
          infos);
    } catch (IOException e) {
      throw StorageFailures.of(folder, e);
    }
  }
}
