package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.ArrayList;
import java.util.List;

/** A residual block of a {@link TableResNet}, which chooses its hidden width. */
final class TableBlock implements Operation {

  private final String name;
  private final TableResNet network;
  private final ElasticNorm norm;
  private final ElasticDense in;
  private final ElasticDense out;

  /** Makes the weights of the widest choice. */
  TableBlock(NetworkBuilder b, String name, TableResNet network) {
    NetworkBuilder inside = b.scope(name);
    int widest = network.widths().get(network.widths().size() - 1);
    int hidden = widest * network.expansions().get(network.expansions().size() - 1);
    this.name = name;
    this.network = network;
    this.norm = new ElasticNorm(inside, "norm", widest);
    this.in = new ElasticDense(inside, "in", widest, hidden);
    this.out = new ElasticDense(inside, "out", hidden, widest, TableResNet.SMALL);
  }

  /** The decision whether it is there. */
  String name() {
    return name;
  }

  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    List<Candidate> widths = new ArrayList<>();
    for (int expansion : network.expansions()) {
      int width = x.channels() * expansion;
      Operation body =
          (c, y) -> {
            Activation h = dropped(c, c.relu(in.to(width).apply(c, y)));
            return out.to(x.channels()).apply(c, h);
          };
      widths.add(candidate("x" + expansion, body));
    }
    Activation h = b.choose(name + "_hidden", norm.chosen(network.norms()).apply(b, x), widths);
    return b.add(x, dropped(b, h));
  }

  /** At the rate that is chosen for the whole network. */
  private Activation dropped(NetworkBuilder b, Activation x) {
    return b.dropout("dropout", x, network.dropouts());
  }
}
