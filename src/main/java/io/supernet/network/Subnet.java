package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * One architecture as a list of what it computes, apart from any graph: what is exported is read
 * from it, in whatever format.
 *
 * @param steps in the order of the network; the first is the examples
 * @param output position of the step that gives the outputs of the last layer
 */
@API(status = INTERNAL)
public record Subnet(List<Step> steps, int output) {

  /**
   * A value.
   *
   * @param path of the layer that computes it, ending in a slash; empty at the top
   * @param source what it is
   * @param inputs positions of earlier steps
   * @param shape -1 for the batch, where it has one
   */
  public record Step(String path, Source source, List<Integer> inputs, List<Long> shape) {
    public Step {
      inputs = ImmutableList.copyOf(inputs);
      shape = ImmutableList.copyOf(shape);
    }
  }

  /** Where a value is from. */
  public sealed interface Source {}

  /** The normalized examples. */
  public record Examples() implements Source {}

  /** A weight, by name. */
  public record Weight(String name) implements Source {}

  /** Zeros, for each example. */
  public record Zeros() implements Source {}

  /**
   * Batch normalization of an input by its scale, its offset and running statistics.
   *
   * @param mean name of the mean
   * @param variance name of the variance
   * @param epsilon added to the variance
   */
  public record Normalized(String mean, String variance, float epsilon) implements Source {}

  /** What an operation gives: a {@link Layer}, or ops that only TensorFlow knows. */
  public record Computed(TensorFlowOperation operation) implements Source {}

  public Subnet {
    steps = ImmutableList.copyOf(steps);
  }
}
