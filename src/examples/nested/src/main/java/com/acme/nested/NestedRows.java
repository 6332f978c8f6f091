package com.acme.nested;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.dense;
import static io.supernet.network.Operations.identity;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/**
 * Residual blocks for rows of numbers, of elastic depth and hidden width: the weights of a smaller
 * network are the first of the largest one's, so that one supernet holds good networks of all
 * sizes.
 *
 * @param width of the residual stream
 * @param most blocks
 * @param hidden widths inside a block to choose from, ascending
 */
public record NestedRows(int width, int most, List<Integer> hidden) implements Network {

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = blocks(0).apply(b, b.dense("stem", x, width));
    return b.dense("head", b.relu(h), b.task().outputs());
  }

  /** The blocks from one on. A network ends after some of them: what it has, larger ones have. */
  private Operation blocks(int i) {
    if (i == most) {
      return identity();
    }
    Operation more = (b, x) -> blocks(i + 1).apply(b, block(b.scope("block" + i), x, i));
    return (b, x) -> b.choose("depth" + i, x, candidate("end", identity()), candidate("on", more));
  }

  /** The weights are made once, for the largest choice; each choice uses the first of them. */
  private Activation block(NetworkBuilder b, Activation x, int i) {
    int widest = hidden.get(hidden.size() - 1);
    ElasticWeight in = kernel(b, "in", width, widest);
    ElasticWeight out = kernel(b, "out", widest, width);
    List<Candidate> widths =
        hidden.stream()
            .map(size -> candidate("h" + size, (c, y) -> inner(c, y, in, out, size)))
            .toList();
    return b.add(x, b.choose("width" + i, x, widths));
  }

  private Activation inner(
      NetworkBuilder b, Activation x, ElasticWeight in, ElasticWeight out, int size) {
    Activation h = dense(in.first(b, width, size)).apply(b, x);
    return dense(out.first(b, size, width)).apply(b, b.relu(h));
  }

  private static ElasticWeight kernel(NetworkBuilder b, String name, long from, long to) {
    List<Long> shape = List.of(from, to);
    return ElasticWeight.of(b, name, shape, Initializer.he(shape), true);
  }
}
