package io.supernet.controller;

import io.supernet.network.Initializer;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.network.WeightSpec;
import io.supernet.space.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One pass of the LSTM through all decisions, for a batch of architectures. The input of a decision
 * is the embedding of the choice before it, that of the first a learned vector.
 */
final class Unrolled {

  /** Says what is chosen at a decision. */
  @FunctionalInterface
  interface Chooser {
    /**
     * Chooses one option for each architecture.
     *
     * @param logits float32 {@code [batch, options]}
     * @return int32 {@code [batch]}
     */
    Operand<TInt32> choose(int decision, Operand<TFloat32> logits);
  }

  /**
   * What came of a decision.
   *
   * @param logits float32 {@code [batch, options]}
   * @param chosen int32 {@code [batch]}
   * @param hot the same as float32 {@code [batch, options]}, 1 at what is chosen
   */
  record Step(Operand<TFloat32> logits, Operand<TInt32> chosen, Operand<TFloat32> hot) {}

  /** Of the program is uniform in -0.1..0.1; this normal has the same deviation. */
  private static final Initializer FIRST = new Initializer.TruncatedNormal(0.0656f);

  private final Ops tf;
  private final Variables variables;
  private final ControllerOptions options;
  private final Map<Variable, List<Operand<TFloat32>>> reads = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * Adds a pass.
   *
   * @param ones float32 {@code [batch, 1]}
   */
  Unrolled(
      Ops tf,
      Variables variables,
      List<Decision> decisions,
      ControllerOptions options,
      Operand<TFloat32> ones,
      Chooser chooser) {
    this.tf = tf;
    this.variables = variables;
    this.options = options;
    int units = options.units();
    Operand<TFloat32> x = tf.linalg.matMul(ones, read("start", 1, units));
    Operand<TFloat32> zeros = tf.zerosLike(x);
    Operand<TFloat32> h = zeros;
    Operand<TFloat32> c = zeros;
    for (int i = 0; i < decisions.size(); i++) {
      int count = decisions.get(i).options().size();
      Operand<TFloat32> sums =
          tf.math.add(
              tf.linalg.matMul(x, read("lstm/input", units, 4L * units)),
              tf.linalg.matMul(h, read("lstm/state", units, 4L * units)));
      List<Operand<TFloat32>> gates = new ArrayList<>();
      tf.split(tf.constant(1), sums, 4L).forEach(gates::add);
      Operand<TFloat32> kept = tf.math.mul(tf.math.sigmoid(gates.get(0)), c);
      Operand<TFloat32> added =
          tf.math.mul(tf.math.sigmoid(gates.get(1)), tf.math.tanh(gates.get(2)));
      c = tf.math.add(kept, added);
      h = tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(c));
      Operand<TFloat32> logits = bounded(tf.linalg.matMul(h, read("output" + i, units, count)));
      Operand<TInt32> chosen = chooser.choose(i, logits);
      Operand<TFloat32> hot =
          tf.oneHot(chosen, tf.constant(count), tf.constant(1f), tf.constant(0f));
      steps.add(new Step(logits, chosen, hot));
      if (i < decisions.size() - 1) {
        // A gather would have no gradient.
        x = tf.linalg.matMul(hot, read("embedding" + i, count, units));
      }
    }
  }

  /** One a decision. */
  List<Step> steps() {
    return steps;
  }

  /**
   * Where each variable is read: a node of its own a step, so that its gradients are added in one
   * order only.
   */
  Map<Variable, List<Operand<TFloat32>>> reads() {
    return reads;
  }

  private Operand<TFloat32> bounded(Operand<TFloat32> logits) {
    Operand<TFloat32> cooled =
        tf.math.mul(logits, tf.constant((float) (1 / options.temperature())));
    return tf.math.mul(tf.constant((float) options.tanhConstant()), tf.math.tanh(cooled));
  }

  private Operand<TFloat32> read(String name, long rows, long columns) {
    Variable variable =
        variables.variable(new WeightSpec(name, List.of(rows, columns), FIRST, false));
    Operand<TFloat32> value = variable.read(tf);
    reads.computeIfAbsent(variable, v -> new ArrayList<>()).add(value);
    return value;
  }
}
