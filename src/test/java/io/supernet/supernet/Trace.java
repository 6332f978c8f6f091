package io.supernet.supernet;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.supernet.space.Architecture;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;

/**
 * What ran in one training step, by type of operation.
 *
 * @param counts how often each type ran; names without the prefixes of oneDNN's kernels
 * @param micros how long, microseconds; of several threads added up
 */
record Trace(Map<String, Integer> counts, Map<String, Long> micros) {

  /** Such as {@code name = Conv2D(input, filter)}. */
  private static final Pattern LABEL = Pattern.compile("= (?:_Mkl)?(?:Native)?([A-Za-z0-9_]+)");

  /** Operations that cost time and that a supernet and one architecture alone have alike. */
  private static final Pattern LAYER =
      Pattern.compile("Depthwise.*|Conv2D.*|Fused.*|.*Pool.*|MatMul.*|Relu.*");

  Trace {
    counts = ImmutableSortedMap.copyOf(counts);
    micros = ImmutableSortedMap.copyOf(micros);
  }

  static Trace of(Model model, Architecture path, int[] batch) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Long> micros = new TreeMap<>();
    for (DeviceStepStats device : model.traced(path, batch, 0).getStepStats().getDevStatsList()) {
      for (NodeExecStats node : device.getNodeStatsList()) {
        Matcher label = LABEL.matcher(node.getTimelineLabel());
        if (label.find()) {
          counts.merge(label.group(1), 1, Integer::sum);
          micros.merge(
              label.group(1), node.getOpEndRelMicros() - node.getOpStartRelMicros(), Long::sum);
        }
      }
    }
    return new Trace(counts, micros);
  }

  /** The counts of layers and their gradients. */
  Map<String, Integer> ofLayers() {
    return Maps.filterKeys(counts, type -> LAYER.matcher(type).matches());
  }

  /** How many layers and gradients of layers ran. */
  int layers() {
    return ofLayers().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many operations ran. */
  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
