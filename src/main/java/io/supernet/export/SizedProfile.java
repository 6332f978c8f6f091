package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.Opened;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.measure.Latency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** What a request of each size takes of a model that has several. */
@API(status = INTERNAL)
public final class SizedProfile {

  /** Examples of a request. */
  private static final ImmutableList<Integer> BATCHES = ImmutableList.of(1, 8, 32);

  private SizedProfile() {}

  /**
   * Measures sizes in turn.
   *
   * @param model folder of the version
   * @param examples to ask with
   * @return median milliseconds by size and by the number of examples
   */
  public static Map<String, Map<Integer, Double>> of(Path model, DataSet examples) {
    ExportManifest manifest = ExportManifest.read(model);
    List<Runnable> requests = new ArrayList<>();
    List<Map<Integer, Double>> places = new ArrayList<>();
    List<Integer> batches = new ArrayList<>();
    Map<String, Map<Integer, Double>> profile = new TreeMap<>();
    try (Opened opened = new Opened()) {
      SavedModelBundle bundle = opened.add(SavedModelBundle.load(model.toString()));
      String key = SizedNetwork.key(Signature.DEFAULT_KEY);
      String input = SizedNetwork.input(manifest);
      for (int batch : BATCHES) {
        if (batch > examples.size()) {
          continue;
        }
        Map<String, Tensor> asked = inputs(manifest, examples, batch, opened);
        for (String size : manifest.sizes().stream().map(s -> s.name()).toList()) {
          Map<String, Tensor> all = new HashMap<>(asked);
          all.put(input, opened.add(TString.scalarOf(size)));
          requests.add(
              () -> {
                Result result = bundle.function(key).call(all);
                result.close();
              });
          places.add(profile.computeIfAbsent(size, s -> new TreeMap<>()));
          batches.add(batch);
        }
      }
      List<Latency> latencies = Latency.inTurn(requests);
      for (int i = 0; i < latencies.size(); i++) {
        places.get(i).put(batches.get(i), latencies.get(i).medianMillis());
      }
    }
    return profile;
  }

  private static Map<String, Tensor> inputs(
      ExportManifest manifest, DataSet examples, int batch, Opened opened) {
    long[] sizes = manifest.input().shape().stream().mapToLong(Long::longValue).toArray();
    sizes[0] = batch;
    Class<? extends TNumber> type =
        examples.elementType() == ElementType.UINT8 ? TUint8.class : TFloat32.class;
    Tensor raw =
        opened.add(Tensor.of(type, Shape.of(sizes), DataBuffers.of(examples.examples(0, batch))));
    return opened.add(TableRows.of(examples, batch)).orElse(Map.of(manifest.input().name(), raw));
  }
}
