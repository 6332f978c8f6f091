package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
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
 */
@API(status = INTERNAL)
public record WeightSpec(String name, List<Long> shape, Initializer initializer, boolean decay) {

  public WeightSpec {
    shape = ImmutableList.copyOf(shape);
  }

  /** How many scalars it has. */
  public long size() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
