package io.supernet.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The supernet reading: every option of every decision is built, and one runs. */
final class SupernetReading extends GraphReading {

  private final Switchboard switchboard;

  SupernetReading(Forward.Place place, BatchNormalization norm, Switchboard switchboard) {
    super(place, norm, switchboard.fanOut());
    this.switchboard = switchboard;
  }

  @Override
  Operand<TFloat32> into(Branch inner, Branch from, Operand<TFloat32> value) {
    return switchboard.into(inner, from, value);
  }

  @Override
  Ops within(Branch branch, Ops ops) {
    return branch.isRoot() ? ops : ops.withControlDependencies(List.of(switchboard.pivot(branch)));
  }

  @Override
  ElasticWeight elasticWeight(NetworkBuilder b, WeightSpec spec) {
    return new ElasticWeight(spec, weight(b, spec));
  }

  @Override
  Activation part(
      NetworkBuilder b, List<Long> shape, List<ElasticWeight> from, TensorFlowOperation operation) {
    return layer(b, shape, from.stream().map(ElasticWeight::value).toList(), operation);
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    List<Activation> inputs = new ArrayList<>();
    for (int option = 0; option < options.size(); option++) {
      Branch branch = switchboard.open(b.branch(), decision, option);
      Activation built = build(builder, b.option(decision, options, option, branch), option);
      inputs.add(built);
      outputs.add(switchboard.fanOut().use(into(branch, built.branch(), built.operand())));
    }
    return blocks()
        .decided(
            b,
            decision,
            new Activation(
                inputs.get(0).shape(), true, b.branch(), switchboard.merge(outputs), inputs));
  }
}
