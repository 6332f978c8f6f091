package io.supernet.export;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.export.ExportManifest.Weights;
import io.supernet.network.WeightFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** What it costs to store kernels in fewer bits. */
@API(status = INTERNAL)
public final class PackingLoss {

  /** What a share may lose, and of any other figure which part of itself. */
  private static final double TOLERATED = 0.01;

  private PackingLoss() {}

  /**
   * What was measured, in a sentence; empty if all is float32.
   *
   * @param metrics of the task, the one that counts first
   */
  public static Optional<String> text(Weights weights, List<Metric> metrics) {
    if (weights.format().equals(WeightFormat.FLOAT32.text())) {
      return Optional.empty();
    }
    Metric metric = metrics.get(0);
    List<String> sizes =
        weights.bytes().entrySet().stream()
            .map(
                size ->
                    Text.of(
                        "%s %,d bytes instead of %,d",
                        size.getKey(),
                        size.getValue(),
                        weights.float32Bytes().getOrDefault(size.getKey(), 0L)))
            .toList();
    return Optional.of(
        Text.of(
            "Weights in %s: %s %s on validation examples instead of %s; %s",
            weights.format(),
            metric.name(),
            metric.text(value(weights.validation(), metric)),
            metric.text(value(weights.float32Validation(), metric)),
            String.join(", ", sizes)));
  }

  /** What to know before serving such a model; empty if it is about as good as before. */
  public static Optional<String> caution(Weights weights, List<Metric> metrics) {
    Metric metric = metrics.get(0);
    double before = value(weights.float32Validation(), metric);
    double after = value(weights.validation(), metric);
    double lost = metric.higherIsBetter() ? before - after : after - before;
    boolean share = Double.isFinite(metric.most());
    // Not a number where a format lost the examples altogether.
    boolean tolerated = lost <= (share ? TOLERATED : TOLERATED * Math.abs(before));
    if (weights.format().equals(WeightFormat.FLOAT32.text()) || tolerated) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
            "with weights in %s the %s on validation examples goes from %s to %s, which is more than %s worse; export with --weights %s.",
            weights.format(),
            metric.name(),
            metric.text(before),
            metric.text(after),
            share ? "0.01" : "1 %",
            weights.format().equals(WeightFormat.INT8.text()) ? "bfloat16" : "float32"));
  }

  private static double value(Map<String, Double> metrics, Metric metric) {
    return metrics.getOrDefault(metric.name(), Double.NaN);
  }
}
