package io.supernet.supernet;

import static java.util.Objects.requireNonNull;

import com.google.common.math.Stats;
import io.supernet.network.Forward;
import io.supernet.network.Forward.Running;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Running statistics of batch normalization as those of several batches. */
final class Recalibration {

  private final List<Running> layers;
  private final Map<String, Operand<TFloat32>> wanted = new LinkedHashMap<>();
  private final List<Map<String, float[]>> batches = new ArrayList<>();

  Recalibration(Forward pass) {
    this.layers = pass.moved();
    for (Running layer : layers) {
      wanted.put(layer.mean(), layer.batchMean());
      wanted.put(layer.variance(), layer.batchVariance());
    }
  }

  /** Runs a batch that the runner is fed. */
  void add(Session.Runner runner) {
    if (!wanted.isEmpty()) {
      batches.add(Fetched.floats(runner, wanted));
    }
  }

  /**
   * By name: the mean of the batches' means; the mean of their variances and, beside it, the
   * variance of their means. Batches count alike.
   */
  Map<String, float[]> values() {
    Map<String, float[]> values = new HashMap<>();
    for (Running layer : layers) {
      int channels = requireNonNull(batches.get(0).get(layer.mean())).length;
      float[] mean = new float[channels];
      float[] variance = new float[channels];
      for (int i = 0; i < channels; i++) {
        Stats means = channel(layer.mean(), i);
        mean[i] = (float) means.mean();
        variance[i] = (float) (channel(layer.variance(), i).mean() + means.populationVariance());
      }
      values.put(layer.mean(), mean);
      values.put(layer.variance(), variance);
    }
    return values;
  }

  private Stats channel(String statistic, int channel) {
    return batches.stream()
        .mapToDouble(batch -> requireNonNull(batch.get(statistic))[channel])
        .boxed()
        .collect(Stats.toStats());
  }
}
