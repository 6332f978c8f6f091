package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The supernet reading: every option of every decision is built, and one runs, if the output needs
 * it.
 */
final class SupernetReading extends GraphReading {

  private final Switchboard switchboard;
  private final String name;
  private final Gates gates;
  private int calls;

  SupernetReading(
      Forward.Place place,
      BatchNormalization norm,
      Switchboard switchboard,
      Definition definition) {
    super(place, norm, switchboard.fanOut());
    this.switchboard = switchboard;
    this.name = definition.name();
    this.gates = definition.gates();
  }

  @Override
  Branch next(NetworkBuilder b) {
    int gate = gate(calls++);
    return gate == Gates.NONE
        ? b.branch()
        : switchboard.open(b.branch(), Gates.name(gate), Gates.OPEN);
  }

  private int gate(int call) {
    if (call >= gates.calls()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Network '%s' has a layer more than it had before; let it build the same each time.",
              name));
    }
    return gates.of(call);
  }

  @Override
  Operand<TFloat32> into(Branch inner, Activation value) {
    Branch home = home(value);
    if (home.encloses(inner)) {
      return switchboard.into(inner, home, value.operand());
    }
    // The value has a gate of its own, and its user stands behind another one, or behind none.
    Branch outside = home.outer();
    if (inner.equals(outside)) {
      return value.operand(); // For a user that the output never needs.
    }
    Branch.Step next = inner.steps().get(outside.steps().size());
    boolean closed = gates.implies(home.decision(), next.decision());
    Branch from = closed ? outside.inside(next.decision(), next.option()) : outside;
    return switchboard.into(inner, from, value.operand());
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
    Branch home = next(b);
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    List<Activation> inputs = new ArrayList<>();
    for (int option = 0; option < options.size(); option++) {
      Branch branch = switchboard.open(home, decision, option);
      Activation built = build(builder, b.option(decision, options, option, branch), option);
      inputs.add(built);
      outputs.add(switchboard.fanOut().use(into(branch, built)));
    }
    Operand<TFloat32> merged = switchboard.merge(outputs);
    Activation output = new Activation(inputs.get(0).shape(), true, b.branch(), merged, inputs);
    return at(home, blocks().decided(b, decision, output));
  }
}
