package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.gelu;
import static io.supernet.network.Operations.selfAttention;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import io.supernet.network.SelfAttention;
import java.util.ArrayList;
import java.util.List;

/** A block of a {@link Vit}, which chooses its heads and its hidden units. */
final class VitBlock implements Operation {

  private final String name;
  private final Vit network;
  private final ElasticNorm before;
  private final ElasticDense attended;
  private final ElasticDense mixed;
  private final ElasticNorm between;
  private final ElasticDense in;
  private final ElasticDense out;

  /** Makes the weights of the largest choice. */
  VitBlock(NetworkBuilder b, String name, Vit network) {
    NetworkBuilder inside = b.scope(name);
    int width = network.widest();
    int heads = network.heads().get(network.heads().size() - 1) * network.headSize();
    int hidden = network.hidden(width, network.ratios().get(network.ratios().size() - 1));
    this.name = name;
    this.network = network;
    this.before = new ElasticNorm(inside, "attention_norm", width);
    // Head by head, so that fewer heads have the first columns.
    this.attended =
        new ElasticDense(inside, "attended", width, (long) SelfAttention.PARTS * heads, Vit.FIRST);
    this.mixed = new ElasticDense(inside, "mixed", heads, width, Vit.FIRST);
    this.between = new ElasticNorm(inside, "hidden_norm", width);
    this.in = new ElasticDense(inside, "in", width, hidden, Vit.FIRST);
    this.out = new ElasticDense(inside, "out", hidden, width, Vit.FIRST);
  }

  /** The decision whether it is there. */
  String name() {
    return name;
  }

  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    Activation h = before.byExample().apply(b, x);
    Activation y = b.add(x, b.choose(name + "_heads", h, attentions(x.channels())));
    h = between.byExample().apply(b, y);
    return b.add(y, b.choose(name + "_ratio", h, layers(x.channels())));
  }

  private List<Candidate> attentions(int width) {
    List<Candidate> candidates = new ArrayList<>();
    for (int heads : network.heads()) {
      int units = SelfAttention.PARTS * heads * network.headSize();
      Operation attention =
          (b, x) -> {
            Activation h = selfAttention(heads).apply(b, attended.to(units).apply(b, x));
            return mixed.to(width).apply(b, h);
          };
      candidates.add(candidate("h" + heads, attention));
    }
    return candidates;
  }

  private List<Candidate> layers(int width) {
    List<Candidate> candidates = new ArrayList<>();
    for (double ratio : network.ratios()) {
      int hidden = network.hidden(width, ratio);
      Operation layers =
          (b, x) -> out.to(width).apply(b, gelu().apply(b, in.to(hidden).apply(b, x)));
      candidates.add(candidate("r" + Double.toString(ratio).replaceFirst("\\.0$", ""), layers));
    }
    return candidates;
  }
}
