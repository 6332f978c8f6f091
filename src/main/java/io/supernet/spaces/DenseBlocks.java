package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.relu;
import static io.supernet.network.Operations.swish;
import static io.supernet.network.Operations.tanh;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Fully connected residual blocks for tabular data. Each block is skipped or has one of some hidden
 * widths; the blocks that are not skipped share one decision about their activation function.
 *
 * @param width of the residual stream
 * @param blocks at the most, at least 1
 * @param hidden widths inside a block to choose from, at least one
 */
@API(status = INTERNAL)
public record DenseBlocks(int width, int blocks, List<Integer> hidden) implements Network {

  public DenseBlocks {
    hidden = ImmutableList.copyOf(hidden);
    Ranges.check("width", width, 1, 65536);
    Ranges.check("blocks", blocks, 1, 100);
    Ranges.check("number of hidden widths", hidden.size(), 1, 20);
    hidden.forEach(h -> Ranges.check("hidden", h, 1, 65536));
  }

  static DenseBlocks of(io.supernet.proto.DenseBlocks message) {
    return new DenseBlocks(message.getWidth(), message.getBlocks(), message.getHiddenList());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = b.batchNorm("stem_bn", b.dense("stem", x, width));
    for (int i = 0; i < blocks; i++) {
      List<Candidate> options = new ArrayList<>(List.of(candidate("skip", identity())));
      for (int size : hidden) {
        options.add(candidate("hidden" + size, block(size)));
      }
      h = b.choose("block_" + i, h, options);
    }
    return b.dense("head", b.relu(h), b.task().outputs());
  }

  private Operation block(int size) {
    return (b, x) -> {
      Activation inner = b.batchNorm("bn", b.dense("in", x, size));
      Activation active =
          b.choose(
              "activation",
              inner,
              candidate("relu", relu()),
              candidate("tanh", tanh()),
              candidate("swish", swish()));
      return b.add(x, b.dense("out", active, width));
    };
  }
}
