package io.supernet.spaces;

import static io.supernet.network.Operations.dense;

import io.supernet.network.Activation;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import java.util.List;

/**
 * A linear model. It begins with zeros, as its loss has one valley only: what chance gave it at
 * first it would have to unlearn, and in a short training it looked worse than it is. For the same
 * reason it may take long steps: at the rate of deep networks, whose layers multiply what each
 * changes, its loss still fell when time was up.
 */
final class Linear {

  /**
   * Rates of 5 to 25 times that of deep networks gave about the same loss on validation examples.
   */
  private static final double PACE = 10;

  private Linear() {}

  /** From {@code [batch, features]} to so many outputs. */
  static Activation of(NetworkBuilder b, Activation x, int outputs) {
    NetworkBuilder layer = b.scope("layer");
    List<Long> shape = List.of((long) x.channels(), (long) outputs);
    return dense(kernel(layer, "kernel", shape), bias(layer, outputs)).apply(layer, x);
  }

  static Activation kernel(NetworkBuilder layer, String name, List<Long> shape) {
    return layer.weight(name, shape, Initializer.zeros(), true, PACE);
  }

  static Activation bias(NetworkBuilder layer, int outputs) {
    return layer.weight("bias", List.of((long) outputs), Initializer.zeros(), false, PACE);
  }
}
