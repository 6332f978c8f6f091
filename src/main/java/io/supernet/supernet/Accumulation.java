package io.supernet.supernet;

import io.supernet.network.ControlFlow;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Training steps of several paths: the gradient of each is added to one accumulator a weight, then
 * all weights that a path has touched are updated once with the mean, or the sum.
 */
final class Accumulation {

  private final List<String> names;

  /**
   * Int32 {@code [weights]}: 1 for each weight that a path has touched, in the order of {@link
   * #touched}.
   */
  final Placeholder<TInt32> touched;

  /** Float32 scalar: by which the summed gradients are multiplied. */
  final Placeholder<TFloat32> share;

  /** Adds the gradients of the chosen path to the accumulators. */
  final Op add;

  /** Updates the touched weights and empties their accumulators. */
  final Op apply;

  Accumulation(Ops tf, TrainingOps training, Variables variables, Updates updates) {
    this.touched = tf.placeholder(TInt32.class);
    this.share = tf.placeholder(TFloat32.class);
    Map<Variable, Variable> accumulators = new LinkedHashMap<>();
    List<Op> additions = new ArrayList<>();
    for (Variable weight : training.weights()) {
      Variable accumulator = variables.scratch(weight, "accumulator");
      accumulators.put(weight, accumulator);
      additions.add(
          tf.assignAddVariableOp(accumulator.handle(), training.gradients().get(weight.name())));
    }
    this.add = tf.withControlDependencies(additions).noOp();
    this.apply = tf.withControlDependencies(applied(tf, accumulators, updates)).noOp();
    this.names = training.weights().stream().map(Variable::name).toList();
  }

  private List<Op> applied(Ops tf, Map<Variable, Variable> accumulators, Updates updates) {
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (Variable accumulator : accumulators.values()) {
      Operand<TFloat32> gradient = tf.math.mul(accumulator.read(tf), share);
      gradients.add(gradient);
      squares.add(tf.nn.l2Loss(gradient));
    }
    Operand<TFloat32> scale =
        updates.clips()
            ? updates.clipping(tf.sum(tf.stack(squares), tf.constant(0)))
            : tf.constant(1f);
    List<Op> done = new ArrayList<>();
    for (Map.Entry<Variable, Variable> pair : accumulators.entrySet()) {
      Variable weight = pair.getKey();
      int position = done.size();
      Operand<TInt32> moved = tf.gather(touched, tf.constant(position), tf.constant(0));
      Operand<TFloat32> scaled = tf.math.mul(gradients.get(position), scale);
      Operand<TFloat32> gradient = ControlFlow.switchOn(tf, scaled, moved, 2).get(1);
      Op update = updates.update(weight, weight.read(tf), gradient);
      Ops after = tf.withControlDependencies(List.of(update));
      done.add(after.assignVariableOp(pair.getValue().handle(), after.zerosLike(gradient)));
    }
    return done;
  }

  /** What {@link #touched} is fed for the weights of these names. */
  int[] touched(Set<String> weights) {
    return names.stream().mapToInt(name -> weights.contains(name) ? 1 : 0).toArray();
  }
}
