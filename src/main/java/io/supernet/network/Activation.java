package io.supernet.network;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A value that flows through a network: the output of a layer, or a weight. Always float32. Only
 * graph readings give it a TensorFlow operand; the readings for space and cost know its shape
 * alone.
 *
 * @since 0.1
 */
public final class Activation {

  private final ImmutableList<Long> shape;
  private final boolean connected;
  private final Branch branch;
  private final Optional<Operand<TFloat32>> operand;
  private final ImmutableList<Activation> inputs;

  /** A value of a reading without a graph. */
  Activation(List<Long> shape, boolean connected, Branch branch) {
    this(shape, connected, branch, Optional.empty(), List.of());
  }

  /** A value of a graph, and what it was computed from. */
  Activation(
      List<Long> shape,
      boolean connected,
      Branch branch,
      Operand<TFloat32> operand,
      List<Activation> inputs) {
    this(shape, connected, branch, Optional.of(operand), inputs);
  }

  private Activation(
      List<Long> shape,
      boolean connected,
      Branch branch,
      Optional<Operand<TFloat32>> operand,
      List<Activation> inputs) {
    this.inputs = ImmutableList.copyOf(inputs);
    this.shape = ImmutableList.copyOf(shape);
    this.connected = connected;
    this.branch = branch;
    this.operand = operand;
  }

  /**
   * The shape, -1 for the batch: {@code [-1, height, width, channels]} or {@code [-1, features]}; a
   * weight's own shape.
   */
  public List<Long> shape() {
    return shape;
  }

  /** The size of the last dimension: channels of images, features of rows. */
  public int channels() {
    return Math.toIntExact(shape.get(shape.size() - 1));
  }

  /** Whether it depends on the network's input. */
  boolean connected() {
    return connected;
  }

  /** Where it is computed: always, or only when some decisions choose so. */
  Branch branch() {
    return branch;
  }

  /** Its value in a graph, which has been built. */
  Operand<TFloat32> operand() {
    return operand.orElseThrow();
  }

  /** What a gradient of this value flows to. */
  ImmutableList<Activation> inputs() {
    return inputs;
  }
}
