package io.supernet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The stand-alone reading: the layers of one architecture and nothing else. */
final class SubnetReading extends GraphReading {

  private final Taken taken;

  SubnetReading(Forward.Place place, BatchNormalization norm, Taken taken) {
    super(place, norm, new FanOut(place.tf()));
    this.taken = taken;
  }

  @Override
  Branch next(NetworkBuilder b) {
    return b.branch();
  }

  @Override
  Operand<TFloat32> into(Branch inner, Activation value) {
    return value.operand();
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
  Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    return weight(b, Initializer.Part.spec(shape, from, operation));
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    int option = taken.option(decision);
    return build(builder, b.option(decision, options, option, b.branch()), option);
  }
}
