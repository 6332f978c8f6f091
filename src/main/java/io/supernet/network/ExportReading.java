package io.supernet.network;

import static java.util.Objects.requireNonNull;

import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Examples;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Source;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.Subnet.Zeros;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The export reading: lists what one architecture computes. */
final class ExportReading extends ArchitectureReading {

  private final List<Step> steps = new ArrayList<>();
  private final IdentityHashMap<Activation, Integer> positions = new IdentityHashMap<>();

  ExportReading(Map<String, List<Long>> knownShapes, Taken taken, Activation input) {
    super(knownShapes, taken);
    positions.put(input, 0);
    steps.add(new Step("", new Examples(), List.of(), input.shape()));
  }

  Subnet subnet(Activation output) {
    return new Subnet(steps, position(output));
  }

  @Override
  Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op) {
    return listed(b.path(), new Computed(op), from, super.layer(b, shape, from, op));
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    return listed(b.path(), new Weight(spec.name()), List.of(), super.weight(b, spec));
  }

  @Override
  Activation batchNorm(NetworkBuilder b, Activation x, Activation scale, Activation offset) {
    Source source =
        new Normalized(
            BatchNormalization.running(b.path(), "mean"),
            BatchNormalization.running(b.path(), "variance"),
            BatchNormalization.EPSILON);
    return listed(
        b.path(), source, List.of(x, scale, offset), super.batchNorm(b, x, scale, offset));
  }

  /** It is not there any more. */
  @Override
  Activation dropout(NetworkBuilder b, Activation x, Activation rate) {
    return x;
  }

  @Override
  Activation zeros(NetworkBuilder b, List<Long> shape) {
    return listed(b.path(), new Zeros(), List.of(), super.zeros(b, shape));
  }

  private Activation listed(
      String path, Source source, List<Activation> from, Activation activation) {
    positions.put(activation, steps.size());
    steps.add(
        new Step(path, source, from.stream().map(this::position).toList(), activation.shape()));
    return activation;
  }

  private int position(Activation activation) {
    return requireNonNull(positions.get(activation), "of this network");
  }
}
