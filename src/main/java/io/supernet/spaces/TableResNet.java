package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Residual blocks for rows of numbers: a linear layer, blocks of normalization, linear layer, ReLU,
 * dropout, linear layer and dropout, each added to what comes in, then normalization, ReLU and a
 * linear layer. Or a linear layer alone, which is logistic or linear regression.
 *
 * <p>Gorishniy, Rubachev, Khrulkov, Babenko: Revisiting Deep Learning Models for Tabular Data,
 * NeurIPS 2021; ResNet there. It always normalizes by batch, and has a dropout rate of its own
 * behind the second layer; here one rate holds for both, and other normalizations may be open, too.
 * Smaller choices have parts of the weights of larger ones, and a network ends after some of its
 * blocks.
 *
 * <p>Where columns have many categories, these are looked up first, and how many numbers stand for
 * one is a decision of deep networks; those of a smaller choice are the first of a larger one. In
 * the linear one a category has a number for each output, as it would have as an input of its own.
 *
 * @param widths of the residual stream to choose from, ascending
 * @param blocks at the most
 * @param expansions hidden width of a block over that of the stream, ascending
 * @param norms of {@code batch}, {@code layer} and {@code none}
 * @param dropouts in percent, ascending
 * @param embeddings numbers for a category to choose from, ascending; empty if it is given them
 *     looked up
 */
@API(status = INTERNAL)
public record TableResNet(
    List<Integer> widths,
    int blocks,
    List<Integer> expansions,
    List<String> norms,
    List<Integer> dropouts,
    List<Integer> embeddings)
    implements Network {

  /**
   * By how much the kernels begin smaller that end a block or the network: at first it guesses, and
   * blocks change little, also where nothing is normalized.
   */
  static final double SMALL = 0.1;

  public TableResNet {
    widths = ImmutableList.copyOf(widths);
    expansions = ImmutableList.copyOf(expansions);
    norms = ImmutableList.copyOf(norms);
    dropouts = ImmutableList.copyOf(dropouts);
    embeddings = ImmutableList.copyOf(embeddings);
    Ranges.ascending("widths", widths, 1, 65536);
    Ranges.check("blocks", blocks, 0, 100);
    Ranges.ascending("expansions", expansions, 1, 64);
    Ranges.check("number of norms", norms.size(), 1, 3);
    norms.forEach(ElasticNorm::check);
    Ranges.ascending("dropouts", dropouts, 0, 90);
    if (!embeddings.isEmpty()) {
      Ranges.ascending("embeddings", embeddings, 1, 1024);
    }
  }

  /** Of tables whose categories are looked up before. */
  public TableResNet(
      List<Integer> widths,
      int blocks,
      List<Integer> expansions,
      List<String> norms,
      List<Integer> dropouts) {
    this(widths, blocks, expansions, norms, dropouts, List.of());
  }

  static TableResNet of(io.supernet.proto.TableResNet message) {
    return new TableResNet(
        message.getWidthsList(),
        message.getBlocks(),
        message.getExpansionsList(),
        message.getNormsList(),
        message.getDropoutsList(),
        message.getEmbeddingsList());
  }

  @Override
  public boolean looksUp() {
    return !embeddings.isEmpty();
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    int widest = widths.get(widths.size() - 1);
    int outputs = b.task().outputs();
    boolean looksUp = looksUp() && !b.task().categories().isEmpty();
    Operation linear = (c, y) -> Linear.of(c, y, outputs);
    IntFunction<Operation> stem;
    if (looksUp) {
      TableStem first = new TableStem(b, embeddings, widest);
      linear = first.linear(outputs);
      stem = first::to;
    } else {
      stem = new ElasticDense(b, "stem", x.channels(), widest)::to;
    }
    List<TableBlock> chain =
        IntStream.range(0, blocks).mapToObj(i -> new TableBlock(b, "block_" + i, this)).toList();
    ElasticNorm norm = new ElasticNorm(b, "head_norm", widest);
    ElasticDense head = new ElasticDense(b, "head", widest, outputs, SMALL);
    List<Candidate> options = new ArrayList<>();
    options.add(candidate("linear", linear));
    for (int width : widths) {
      Operation deep =
          (c, y) -> {
            Activation h = from(chain).apply(c, stem.apply(width).apply(c, y));
            return head.to(outputs).apply(c, c.relu(norm.chosen(norms).apply(c, h)));
          };
      options.add(candidate("w" + width, deep));
    }
    return b.choose("width", x, options);
  }

  /** A block that need not be there holds those after it. */
  private static Operation from(List<TableBlock> chain) {
    if (chain.isEmpty()) {
      return identity();
    }
    TableBlock here = chain.get(0);
    Operation rest = from(chain.subList(1, chain.size()));
    return (b, x) ->
        b.choose(
            here.name(),
            x,
            candidate("end", identity()),
            candidate("block", (c, y) -> rest.apply(c, here.apply(c, y))));
  }
}
