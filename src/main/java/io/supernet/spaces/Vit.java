package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.classToken;
import static io.supernet.network.Operations.firstToken;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.patches;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * A transformer for images: squares of them, each a token after a linear layer, and a class token
 * before them; blocks of self-attention and of a layer with hidden units, each normalized before
 * and added to what comes in; layer normalization and a linear layer of the class token.
 *
 * <p>Dosovitskiy et al.: An Image is Worth 16x16 Words: Transformers for Image Recognition at
 * Scale, ICLR 2021; weights begin as in Touvron, Cord, Douze, Massa, Sablayrolles, Jégou: Training
 * data-efficient image transformers &amp; distillation through attention (DeiT), ICML 2021, whose
 * teacher and dropped paths are left out.
 *
 * <p>How wide it is, how deep, and in each block how many heads and hidden units are open, and
 * smaller choices have the first channels of larger ones, of each head its own: Chen, Peng, Fu,
 * Ling: AutoFormer: Searching Transformers for Visual Recognition, ICCV 2021. It adds relative
 * positions in attention; here are absolute ones alone.
 *
 * @param patch side in pixels of the squares
 * @param widths of a token to choose from, ascending
 * @param headSize channels of a query, a key and a value
 * @param heads numbers of them that a block chooses from, ascending
 * @param ratios hidden units of a block over the width, ascending
 * @param least blocks
 * @param most blocks
 */
@API(status = INTERNAL)
public record Vit(
    int patch,
    List<Integer> widths,
    int headSize,
    List<Integer> heads,
    List<Double> ratios,
    int least,
    int most)
    implements Network {

  /** How kernels and what is learned of tokens begin. */
  static final Initializer FIRST = new Initializer.TruncatedNormal(0.02f);

  public Vit {
    widths = ImmutableList.copyOf(widths);
    heads = ImmutableList.copyOf(heads);
    ratios = ImmutableList.copyOf(ratios);
    Ranges.check("patch", patch, 1, 1024);
    Ranges.ascending("widths", widths, 1, 16384);
    Ranges.check("head_size", headSize, 1, 1024);
    Ranges.ascending("heads", heads, 1, 256);
    Ranges.ascending("ratios", ratios, 0.1, 64);
    Ranges.check("most", most, 1, 100);
    Ranges.check("least", least, 1, most);
  }

  static Vit of(io.supernet.proto.Vit message) {
    return new Vit(
        message.getPatch(),
        message.getWidthsList(),
        message.getHeadSize(),
        message.getHeadsList(),
        message.getRatiosList(),
        message.getLeast(),
        message.getMost());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation squares = patches(patch).apply(b, x);
    long tokens = squares.shape().get(1) + 1;
    long widest = widest();
    int outputs = b.task().outputs();
    ElasticDense embed = new ElasticDense(b, "embed", squares.channels(), widest, FIRST);
    ElasticWeight first = ElasticWeight.of(b, "class_token", List.of(1L, widest), FIRST, false);
    ElasticWeight places = ElasticWeight.of(b, "positions", List.of(tokens, widest), FIRST, false);
    List<VitBlock> chain =
        IntStream.range(0, most).mapToObj(i -> new VitBlock(b, "block_" + i, this)).toList();
    ElasticNorm norm = new ElasticNorm(b, "head_norm", widest);
    ElasticDense head = new ElasticDense(b, "head", widest, outputs, FIRST);
    List<Candidate> options = new ArrayList<>();
    for (int width : widths) {
      Operation whole =
          (c, y) -> {
            Activation h = embed.to(width).apply(c, y);
            Operation start =
                classToken(first.first(c, 1, width), places.first(c, (int) tokens, width));
            h = from(chain, 0).apply(c, start.apply(c, h));
            // Of one token alone: each is normalized by itself.
            return head.to(outputs).apply(c, norm.byExample().apply(c, firstToken().apply(c, h)));
          };
      options.add(candidate("w" + width, whole));
    }
    return b.choose("width", squares, options);
  }

  /** The channels of a token at the most. */
  int widest() {
    return widths.get(widths.size() - 1);
  }

  /** The hidden units of a block. */
  int hidden(int width, double ratio) {
    return Math.max(1, (int) (width * ratio));
  }

  /** A block that need not be there holds those after it. */
  private Operation from(List<VitBlock> chain, int block) {
    if (block == most) {
      return identity();
    }
    VitBlock here = chain.get(block);
    Operation rest = from(chain, block + 1);
    if (block < least) {
      return (b, x) -> rest.apply(b, here.apply(b, x));
    }
    return (b, x) ->
        b.choose(
            here.name(),
            x,
            candidate("end", identity()),
            candidate("block", (c, y) -> rest.apply(c, here.apply(c, y))));
  }
}
