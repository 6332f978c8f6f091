package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Head;
import io.supernet.network.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Loss, gradients and updates of one forward pass. Every update waits for its own gradient alone:
 * where a weight is not on the chosen path its gradient is dead, and with it its update, while all
 * others run.
 */
final class TrainingOps {

  private final Ops tf;
  private final Forward forward;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> targets;
  private final Operand<TFloat32> taught;
  private final Optional<Operand<TBool>> diverges;
  private final Map<Forward.Read, Operand<TFloat32>> shares = new LinkedHashMap<>();
  private final Map<String, Operand<TFloat32>> gradients = new HashMap<>();

  /**
   * Adds loss and gradients.
   *
   * @param targets what the network learns to say unless something else is fed, as {@link
   *     Head#targets} gives it
   */
  TrainingOps(Ops tf, Graph graph, Forward forward, Head head, Operand<TFloat32> targets) {
    this.tf = tf;
    this.forward = forward;
    this.targets =
        tf.placeholderWithDefault(targets, Shape.of(Shape.UNKNOWN_SIZE, targets.shape().get(1)));
    this.taught = head.taught(tf, forward.logits());
    Optional<Operand<TFloat32>> diverging = head.diverging(tf, this.targets, forward.logits());
    this.diverges =
        diverging.map(d -> tf.placeholderWithDefault(tf.constant(false), Shape.scalar()));
    Operand<TFloat32> learned =
        diverging.isEmpty()
            ? this.targets
            : tf.stopGradient(tf.select(diverges.orElseThrow(), diverging.get(), this.targets));
    Operand<TFloat32> losses = head.losses(tf, learned, forward.logits());
    this.loss = tf.math.mean(losses, tf.constant(0));
    differentiate(graph);
  }

  /** Float32 scalar: mean over the batch. */
  Operand<TFloat32> loss() {
    return loss;
  }

  /**
   * Float32 {@code [batch, outputs]}: what the network learns to say; the labels, unless something
   * else is fed.
   */
  Operand<TFloat32> targets() {
    return targets;
  }

  /**
   * Bool scalar, false unless something else is fed: whether the targets are what a teacher says,
   * to be learned by an α-divergence. Empty where outputs are no probabilities.
   */
  Optional<Operand<TBool>> diverges() {
    return diverges;
  }

  /** Float32 {@code [batch, outputs]}: what the network says, to be fed as targets. */
  Operand<TFloat32> taught() {
    return taught;
  }

  /** The gradient of the loss by weight name, each live where its weight is on the chosen path. */
  Map<String, Operand<TFloat32>> gradients() {
    return gradients;
  }

  /** The names of the weights on a path, given as {@link Definition#switches} gives it. */
  Set<String> names(int[] switches) {
    return forward.names(switches);
  }

  /** The variables of the weights, in the order of the network. */
  List<Variable> weights() {
    return byVariable().values().stream().map(reads -> reads.get(0).variable()).toList();
  }

  /** Adds one op that trains the chosen path. */
  Op step(Updates updates) {
    List<Op> done = new ArrayList<>(forward.statisticsUpdates());
    UnaryOperator<Operand<TFloat32>> clipped = UnaryOperator.identity();
    if (updates.clips()) {
      Operand<TFloat32> scale =
          updates.clipping(forward.total(tf, read -> tf.nn.l2Loss(shares.get(read))));
      clipped = gradient -> tf.math.mul(gradient, scale);
    }
    for (List<Forward.Read> reads : byVariable().values()) {
      Variable variable = reads.get(0).variable();
      Operand<TFloat32> gradient = clipped.apply(gradients.get(variable.name()));
      Operand<TFloat32> value = live(reads.stream().map(Forward.Read::value).toList());
      done.add(updates.update(variable, value, gradient));
    }
    return tf.withControlDependencies(done).noOp();
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
