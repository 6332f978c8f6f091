package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Forward;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Loss, gradients and updates of one forward pass. Every update waits for its own gradient alone:
 * where a weight is not on the chosen path its gradient is dead, and with it its update, while all
 * others run.
 */
final class TrainingOps {

  private final Ops tf;
  private final Forward forward;
  private final Optimisation optimisation;
  private final Operand<TFloat32> loss;
  private final Map<Forward.Read, Operand<TFloat32>> shares = new LinkedHashMap<>();
  private final Map<String, Operand<TFloat32>> gradients = new HashMap<>();

  /**
   * Adds loss and gradients.
   *
   * @param labels int32 {@code [batch]}
   */
  TrainingOps(
      Ops tf,
      Graph graph,
      Forward forward,
      Operand<TInt32> labels,
      int classes,
      Optimisation optimisation) {
    this.tf = tf;
    this.forward = forward;
    this.optimisation = optimisation;
    Operand<TFloat32> targets =
        tf.oneHot(labels, tf.constant(classes), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> losses =
        Losses.categoricalCrossentropy(
            tf,
            targets,
            forward.logits(),
            true,
            (float) optimisation.labelSmoothing(),
            Losses.CHANNELS_LAST);
    this.loss = tf.math.mean(losses, tf.constant(0));
    differentiate(graph);
  }

  /** Float32 scalar: mean cross-entropy of the batch in nats. */
  Operand<TFloat32> loss() {
    return loss;
  }

  /** The gradient of the loss by weight name, each live where its weight is on the chosen path. */
  Map<String, Operand<TFloat32>> gradients() {
    return gradients;
  }

  /**
   * Adds one op that trains the chosen path.
   *
   * @param learningRate float32 scalar
   */
  Op step(Variables variables, Operand<TFloat32> learningRate) {
    List<Op> updates = new ArrayList<>(forward.statisticsUpdates());
    Operand<TFloat32> momentum = tf.constant((float) optimisation.momentum());
    Operand<TFloat32> decay = tf.constant((float) optimisation.weightDecay());
    Operand<TFloat32> scale = clipping();
    for (List<Forward.Read> reads : byVariable().values()) {
      Variable variable = reads.get(0).variable();
      Operand<TFloat32> gradient = gradients.get(variable.name());
      if (scale != null) {
        gradient = tf.math.mul(gradient, scale);
      }
      if (variable.decay() && optimisation.weightDecay() > 0) {
        Operand<TFloat32> value = live(reads.stream().map(Forward.Read::value).toList());
        gradient = tf.math.add(gradient, tf.math.mul(value, decay));
      }
      Variable velocity = variables.beside(variable, "momentum", 0);
      updates.add(
          tf.train.resourceApplyMomentum(
              variable.handle(),
              velocity.handle(),
              learningRate,
              gradient,
              momentum,
              ResourceApplyMomentum.useNesterov(true)));
    }
    return tf.withControlDependencies(updates).noOp();
  }

  private void differentiate(Graph graph) {
    List<Forward.Read> used = forward.reads().stream().filter(Forward.Read::used).toList();
    Output<?>[] weights =
        used.stream().map(read -> read.value().asOutput()).toArray(Output<?>[]::new);
    Output<?>[] found = differentiate(graph, weights);
    for (int i = 0; i < found.length; i++) {
      if (found[i].index() >= 0) {
        shares.put(used.get(i), float32(found[i]));
      }
    }
    // Chosen, but without effect on the loss (behind a "none"): a gradient of zero, in the supernet
    // and alone.
    for (Forward.Read read : forward.reads()) {
      shares.computeIfAbsent(read, r -> tf.zerosLike(r.value()));
    }
    byVariable()
        .forEach(
            (name, reads) -> gradients.put(name, live(reads.stream().map(shares::get).toList())));
  }

  /** The places that read each variable; an architecture computes one of them at the most. */
  private Map<String, List<Forward.Read>> byVariable() {
    Map<String, List<Forward.Read>> reads = new LinkedHashMap<>();
    for (Forward.Read read : forward.reads()) {
      reads.computeIfAbsent(read.variable().name(), name -> new ArrayList<>()).add(read);
    }
    return reads;
  }

  /** The value that is live among some of which at most one is. */
  private Operand<TFloat32> live(List<Operand<TFloat32>> values) {
    return values.size() == 1 ? values.get(0) : tf.merge(values).output();
  }

  /**
   * The factor that brings the global norm of the chosen path's gradients down to the bound; null
   * without a bound.
   */
  private Operand<TFloat32> clipping() {
    if (optimisation.clipNorm() == 0) {
      return null;
    }
    Operand<TFloat32> half = forward.total(tf, read -> tf.nn.l2Loss(shares.get(read)));
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(half, tf.constant(2f)));
    Operand<TFloat32> bound = tf.constant((float) optimisation.clipNorm());
    return tf.math.div(bound, tf.math.maximum(norm, bound));
  }

  private Output<?>[] differentiate(Graph graph, Output<?>[] weights) {
    try {
      return graph.addGradients(loss.asOutput(), weights);
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new SupernetException(
          Kind.USAGE,
          "The network has an operation that TensorFlow cannot differentiate in Java ("
              + e.getMessage()
              + "); replace it by others.",
          e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> float32(Output<?> output) {
    return (Operand<TFloat32>) (Operand<?>) output;
  }
}
