package io.supernet.spaces;

import static io.supernet.network.Operations.dense;

import io.supernet.network.Activation;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import java.util.List;

/**
 * A linear model. It begins with zeros, as its loss has one valley only: what chance gave it at
 * first it would have to unlearn, and in a short training it looked worse than it is.
 */
final class Linear {

  private Linear() {}

  /** From {@code [batch, features]} to so many outputs. */
  static Activation of(NetworkBuilder b, Activation x, int outputs) {
    NetworkBuilder layer = b.scope("layer");
    List<Long> shape = List.of((long) x.channels(), (long) outputs);
    Activation kernel = layer.weight("kernel", shape, Initializer.zeros(), true);
    return dense(kernel, bias(layer, outputs)).apply(layer, x);
  }

  static Activation bias(NetworkBuilder layer, int outputs) {
    return layer.weight("bias", List.of((long) outputs), Initializer.zeros(), false);
  }
}
