package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.Bounds;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a weight is.
 *
 * @param name unique in the network, with its scopes: {@code
 *     cell0/edge_0_1/nor_conv_3x3/conv/kernel}
 * @param shape of the weight
 * @param initializer how it begins
 * @param decay whether weight decay applies: to kernels, not to biases, scales and offsets
 * @param pace the learning rate of Adam over that of most weights, above 0; 1 for these. SGD knows
 *     none: its steps are as long as gradients are
 */
@API(status = INTERNAL)
public record WeightSpec(
    String name, List<Long> shape, Initializer initializer, boolean decay, double pace) {

  public WeightSpec {
    shape = ImmutableList.copyOf(shape);
    Bounds.check(pace > 0 && pace < 1e6, "pace of a weight", pace, "one above 0");
  }

  /** One that learns at the rate of most. */
  public WeightSpec(String name, List<Long> shape, Initializer initializer, boolean decay) {
    this(name, shape, initializer, decay, 1);
  }

  /** How many scalars it has. */
  public long size() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
