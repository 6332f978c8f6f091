package io.supernet.supernet;

import static java.util.Objects.requireNonNull;

import io.supernet.Text;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.network.Definition;
import io.supernet.network.Forward;
import io.supernet.network.Forward.Read;
import io.supernet.network.Head;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * How well gradients of an untrained network agree over two batches: the sum, over its kernels, of
 * ln Σ mean |g| / deviation of g, where the sum inside is over the scalars of a kernel.
 *
 * <p>Li, Yang, Bhardwaj and Marculescu: ZiCo: Zero-shot NAS via Inverse Coefficient of Variation on
 * Gradients, ICLR 2023. There the batches are labeled images; here noise with labels drawn at
 * random, so that no data are needed.
 */
final class Zico extends Untrained {

  static final String NAME = "zico";

  /** Where the streams of chance of the labels begin. */
  private static final int LABELS = 100;

  Zico(Definition definition, long seed) {
    super(NAME, definition, seed);
  }

  @Override
  Operand<TFloat32> build(Passes passes) {
    Ops tf = passes.tf.withName(NAME);
    Forward first = passes.forward(0);
    Map<Read, Operand<TFloat32>> one = gradients(passes, first, 0);
    Forward second = passes.forward(1);
    Map<Read, Operand<TFloat32>> other = gradients(passes, second, 1);
    Map<Read, Operand<TFloat32>> shares = new HashMap<>();
    // Both passes read the network in one order, and are live on one path.
    for (int i = 0; i < first.reads().size(); i++) {
      Read read = first.reads().get(i);
      Operand<TFloat32> a = one.get(read);
      Operand<TFloat32> b = other.get(second.reads().get(i));
      shares.put(
          read,
          a == null || b == null
              ? agreement(tf, tf.zerosLike(read.value()), tf.zerosLike(read.value()))
              : agreement(tf, a, b));
    }
    return first.total(tf, read -> requireNonNull(shares.get(read)));
  }

  /** ln Σ mean |g| / deviation of g; 0 where no scalar has a gradient. */
  private static Operand<TFloat32> agreement(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    Operand<TFloat32> sizes = tf.math.add(tf.math.abs(a), tf.math.abs(b));
    Operand<TFloat32> ratios = tf.math.divNoNan(sizes, tf.math.abs(tf.math.sub(a, b)));
    Operand<TFloat32> sum = tf.sum(tf.reshape(ratios, tf.constant(new int[] {-1})), tf.constant(0));
    return tf.select(tf.math.greater(sum, tf.constant(0f)), tf.math.log(sum), tf.zerosLike(sum));
  }

  /** The gradients of the loss by the kernels that it depends on. */
  private Map<Read, Operand<TFloat32>> gradients(Passes passes, Forward forward, int number) {
    Ops tf = passes.tf.withName(NAME);
    DataSet labels = labels(passes.random(LABELS + number));
    Head head = definition().task().prediction().head(labels);
    Operand<TFloat32> targets = head.targets(tf, constant(tf, labels), 0);
    Operand<TFloat32> loss =
        tf.math.mean(head.losses(tf, targets, forward.logits()), tf.constant(0));
    List<Read> kernels =
        forward.reads().stream().filter(r -> r.used() && r.variable().decay()).toList();
    List<Output<?>> found =
        passes.gradients(loss, kernels.stream().map(Read::value).toList(), List.of());
    Map<Read, Operand<TFloat32>> gradients = new HashMap<>();
    for (int i = 0; i < kernels.size(); i++) {
      if (found.get(i).index() >= 0) {
        gradients.put(kernels.get(i), Trainability.float32(found.get(i)));
      }
    }
    return gradients;
  }

  private static Operand<? extends TNumber> constant(Ops tf, DataSet labels) {
    try (TNumber all = LabelTensors.of(labels, 0, labels.size())) {
      return tf.constantOf(all);
    }
  }

  /** Labels without examples that mean anything. */
  private DataSet labels(Random random) {
    ByteBuffer nothing = ByteBuffer.allocate(EXAMPLES * Float.BYTES);
    return RandomLabels.of(
        Text.of("Scorer '%s'", NAME),
        definition().task(),
        ElementType.FLOAT32,
        List.of(1L),
        nothing,
        random);
  }
}
