package io.supernet.controller;

import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.space.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The ops of a controller: a pass that samples, and a pass that judges given choices and learns
 * from them.
 */
final class ControllerGraph {

  /** Of the program: no momentum, and an epsilon that keeps small gradients small. */
  private static final float BETA1 = 0;

  static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-3f;

  private final Ops tf;

  /** Int32 scalar: how many are sampled. */
  final Placeholder<TInt32> count;

  /** Int64 scalar: the same seed samples the same. */
  final Placeholder<TInt64> seed;

  /** Int32 {@code [count, decisions]}. */
  final Operand<TInt32> sampled;

  /** Int32 {@code [batch, decisions]}: what is judged. */
  final Placeholder<TInt32> choices;

  /** Float32 {@code [batch, decisions]}: 1 for decisions that matter, 0 for others. */
  final Placeholder<TFloat32> matters;

  /** Float32 {@code [batch]}: rewards without the baseline. */
  final Placeholder<TFloat32> advantages;

  /** Float32 scalar: {@link #BETA2} to the power of the number of this update. */
  final Placeholder<TFloat32> power;

  /** Float32 {@code [2]}: the number of updates and the baseline after this update. */
  final Placeholder<TFloat32> memory;

  /** Float32 {@code [batch]}: log-probability of the choices, in nats. */
  final Operand<TFloat32> logProbabilities;

  /** Float32 {@code [batch]}: sum of the entropies of the decisions on the way, in nats. */
  final Operand<TFloat32> entropies;

  /** Float32 scalar. */
  final Operand<TFloat32> loss;

  /** One step of Adam. */
  final Op update;

  final Op initialize;

  ControllerGraph(
      Graph graph,
      List<Decision> decisions,
      ControllerOptions options,
      Variables variables,
      Ops tf) {
    this.tf = tf;
    this.count = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    this.seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    Shape rows = Shape.of(Shape.UNKNOWN_SIZE, decisions.size());
    this.choices = tf.placeholder(TInt32.class, Placeholder.shape(rows));
    this.matters = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
    this.advantages =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    this.power = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.memory = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(2)));

    Unrolled sampling =
        new Unrolled(
            tf,
            variables,
            decisions,
            options,
            tf.fill(tf.stack(List.of(count, tf.constant(1))), tf.constant(1f)),
            this::sample);
    this.sampled =
        tf.stack(sampling.steps().stream().map(Unrolled.Step::chosen).toList(), Stack.axis(1L));

    List<Operand<TFloat32>> weights = columns(matters, decisions.size());
    List<Operand<TInt32>> given = columns(choices, decisions.size());
    Unrolled judging =
        new Unrolled(
            tf,
            variables,
            decisions,
            options,
            tf.expandDims(tf.onesLike(weights.get(0)), tf.constant(1)),
            (i, logits) -> given.get(i));
    Operand<TFloat32> logs = null;
    Operand<TFloat32> spread = null;
    for (int i = 0; i < decisions.size(); i++) {
      Unrolled.Step step = judging.steps().get(i);
      Operand<TFloat32> log = tf.nn.logSoftmax(step.logits());
      logs = plus(logs, weighted(step.hot(), log, weights.get(i)));
      spread = plus(spread, weighted(tf.nn.softmax(step.logits()), log, weights.get(i)));
    }
    this.logProbabilities = logs;
    this.entropies = tf.math.neg(spread);
    Operand<TFloat32> gain =
        tf.math.sub(
            tf.math.mul(advantages, logs),
            tf.math.mul(tf.constant((float) options.entropyWeight()), spread));
    this.loss = tf.math.neg(tf.math.mean(gain, tf.constant(0)));
    this.update = update(graph, judging.reads(), variables, (float) options.learningRate());
    this.initialize = variables.initialize();
  }

  private Operand<TInt32> sample(int decision, Operand<TFloat32> logits) {
    Operand<TInt64> seeds = tf.stack(List.of(seed, tf.constant((long) decision)));
    return tf.squeeze(
        tf.random.statelessMultinomial(logits, tf.constant(1), seeds, TInt32.class),
        Squeeze.axis(List.of(1L)));
  }

  private Op update(
      Graph graph, Map<Variable, List<Operand<TFloat32>>> reads, Variables variables, float rate) {
    Output<?>[] found =
        graph.addGradients(
            loss.asOutput(),
            reads.values().stream()
                .flatMap(List::stream)
                .map(Operand::asOutput)
                .toArray(Output<?>[]::new));
    List<Op> done = new ArrayList<>();
    int index = 0;
    for (Map.Entry<Variable, List<Operand<TFloat32>>> read : reads.entrySet()) {
      Operand<TFloat32> gradient = null;
      for (int i = 0; i < read.getValue().size(); i++) {
        gradient = plus(gradient, float32(found[index++]));
      }
      done.add(
          tf.train.resourceApplyAdam(
              read.getKey().handle(),
              variables.beside(read.getKey(), "mean", 0).handle(),
              variables.beside(read.getKey(), "square", 0).handle(),
              tf.constant(BETA1),
              power,
              tf.constant(rate),
              tf.constant(BETA1),
              tf.constant(BETA2),
              tf.constant(EPSILON),
              gradient));
    }
    Variable kept = variables.variable(Controller.MEMORY);
    done.add(tf.assignVariableOp(kept.handle(), memory));
    return tf.withControlDependencies(done).noOp();
  }

  private Operand<TFloat32> weighted(
      Operand<TFloat32> shares, Operand<TFloat32> logs, Operand<TFloat32> weights) {
    return tf.math.mul(tf.sum(tf.math.mul(shares, logs), tf.constant(1)), weights);
  }

  private Operand<TFloat32> plus(Operand<TFloat32> sum, Operand<TFloat32> term) {
    return sum == null ? term : tf.math.add(sum, term);
  }

  private <T extends TType> List<Operand<T>> columns(Operand<T> matrix, int columns) {
    List<Operand<T>> list = new ArrayList<>();
    tf.unstack(matrix, (long) columns, Unstack.axis(1L)).forEach(list::add);
    return list;
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> float32(Output<?> output) {
    return (Operand<TFloat32>) (Operand<?>) output;
  }
}
