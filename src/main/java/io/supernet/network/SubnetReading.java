package io.supernet.network;

import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The stand-alone reading: the layers of one architecture and nothing else. */
final class SubnetReading extends GraphReading {

  private final Map<String, Integer> decisions;
  private final Architecture architecture;

  SubnetReading(
      Forward.Place place,
      BatchNormalization norm,
      Map<String, Integer> decisions,
      Architecture architecture) {
    super(place, norm, new FanOut(place.tf()));
    this.decisions = decisions;
    this.architecture = architecture;
  }

  @Override
  Operand<TFloat32> into(Branch inner, Branch from, Operand<TFloat32> value) {
    return value;
  }

  @Override
  Ops within(Branch branch, Ops ops) {
    return ops;
  }

  @Override
  ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec) {
    return new ElasticWeight(spec, new Activation(spec.shape(), false, b.branch()));
  }

  @Override
  Activation derive(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    return weight(b, Initializer.Derived.spec(shape, from, operation));
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    int option = architecture.choice(decisions.get(decision));
    return build(builder, b.option(decision, options, option, b.branch()), option);
  }
}
