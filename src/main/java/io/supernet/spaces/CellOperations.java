package io.supernet.spaces;

import static io.supernet.network.Operations.averagePool;
import static io.supernet.network.Operations.factorizedReduce;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.maxPool;
import static io.supernet.network.Operations.reluConvBn;
import static io.supernet.network.Operations.reluSeparableConvBn;
import static io.supernet.network.Operations.zero;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The operations that cells choose from, by the names of DARTS (Liu, Simonyan, Yang, ICLR 2019),
 * and how an edge of a cell holds their weights. All keep the channels. Batch normalization is
 * affine, also in the supernet; none follows a pooling, as in the networks that DARTS trains in the
 * end.
 */
final class CellOperations {

  /** All names, in the order of DARTS. */
  static final List<String> NAMES =
      List.of(
          "none",
          "max_pool_3x3",
          "avg_pool_3x3",
          "skip_connect",
          "sep_conv_3x3",
          "sep_conv_5x5",
          "dil_conv_3x3",
          "dil_conv_5x5",
          "conv_1x1",
          "conv_3x3");

  private CellOperations() {}

  /**
   * The operation of a name.
   *
   * @param stride 1, or 2 to halve height and width
   */
  static Operation of(String name, int channels, int stride) {
    return switch (name) {
      case "none" -> zero(stride);
      case "max_pool_3x3" -> maxPool(3, stride);
      case "avg_pool_3x3" -> averagePool(3, stride);
      case "skip_connect" -> stride == 1 ? identity() : factorizedReduce(channels);
      case "sep_conv_3x3" -> twice(channels, 3, stride);
      case "sep_conv_5x5" -> twice(channels, 5, stride);
      case "dil_conv_3x3" -> reluSeparableConvBn(channels, 3, stride, 2);
      case "dil_conv_5x5" -> reluSeparableConvBn(channels, 5, stride, 2);
      case "conv_1x1" -> reluConvBn(channels, 1, stride);
      case "conv_3x3" -> reluConvBn(channels, 3, stride);
      default -> throw new IllegalArgumentException("Not an operation: " + name);
    };
  }

  /** Refuses names that are not known or stand there twice, and none at all. */
  static void check(List<String> names) {
    Ranges.check("number of operations", names.size(), 1, NAMES.size());
    Set<String> known = new HashSet<>();
    for (String name : names) {
      if (!known.add(name)) {
        throw new SupernetException(
            Kind.USAGE, "Operation '" + name + "' stands in the definition twice; write it once.");
      }
      if (!NAMES.contains(name)) {
        throw new SupernetException(
            Kind.USAGE, "Operation '" + name + "' is not known; take some of " + NAMES + ".");
      }
    }
  }

  /**
   * A decision about the operation on an edge of a cell. The weights belong to the edge: wherever
   * in the cell the same edge is taken, they are the same.
   *
   * @param inside makes the layers
   * @param edge scope of the edge
   */
  static Activation choose(
      NetworkBuilder inside,
      NetworkBuilder edge,
      String decision,
      Activation state,
      List<String> names,
      int channels,
      int stride) {
    List<Candidate> candidates =
        names.stream()
            .map(
                name ->
                    new Candidate(
                        name,
                        (b, x) -> of(name, channels, stride).apply(b.at(edge.scope(name)), x)))
            .toList();
    return inside.choose(decision, state, candidates);
  }

  private static Operation twice(int channels, int kernel, int stride) {
    return (b, x) -> {
      Activation h = reluSeparableConvBn(channels, kernel, stride, 1).apply(b.scope("first"), x);
      return reluSeparableConvBn(channels, kernel, 1, 1).apply(b.scope("second"), h);
    };
  }
}
