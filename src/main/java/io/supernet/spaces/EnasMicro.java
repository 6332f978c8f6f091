package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.factorizedReduce;
import static io.supernet.network.Operations.halve;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.reluConvBn;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Rule;
import io.supernet.space.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * The micro space of ENAS: a normal and a reduction cell, each with five nodes; a node adds two
 * earlier states, which may coincide, each through one of five operations. The states that no node
 * reads, cell inputs included, are the ends of a cell: concatenated, they go through ReLU, a 1x1
 * convolution and batch normalization. The convolution of concatenated ends is the sum of one
 * convolution an end, and is computed so.
 *
 * <p>Pham, Guan, Zoph, Le, Dean: Efficient Neural Architecture Search via Parameter Sharing, ICML
 * 2018. This is the network in which the authors' code searches: weights belong to a cell, a node,
 * its first or second input, the state read and the operation; a factorised reduction before a
 * reduction cell halves the image, and all operations keep its size. The network that their code
 * trains in the end differs: strides in reduction cells, another 1x1 convolution of the second
 * input, ends that are concatenated only, an auxiliary head, dropped paths. Padding and batch
 * normalization (affine, momentum 0.9) are theirs; the classifier has a bias, theirs has none.
 * Their published cells have 3.15 million parameters here (36 channels, 17 cells); by the same
 * count 3.89 million in their final network without its auxiliary head, for which the paper says
 * 4.6 million.
 *
 * <p>With 5 nodes the two cells have {@code (5^5 * 6!)^4 = 2.6e25} architectures: five operations
 * and all earlier states for each of ten inputs a cell; a node with its inputs exchanged is another
 * one, with other weights. The paper's formula, {@code (5 * (B-2)!)^4 = 1.3e11} for {@code B = 7}
 * states, counts the operations of one node only and one state less for each.
 *
 * @param channels of the first cell, at least 2; doubled by each of the two reduction cells
 * @param cells reduction cells included, at least 3; 8 while the paper searches, 17 in the end
 * @param nodes in each cell, at least 1; 5 in the paper
 */
@API(status = INTERNAL)
public record EnasMicro(int channels, int cells, int nodes) implements Network {

  private static final List<String> OPERATIONS =
      List.of("sep_conv_3x3", "sep_conv_5x5", "avg_pool_3x3", "max_pool_3x3", "skip_connect");
  private static final int INPUTS = 2;
  private static final int STEM = 3;

  public EnasMicro {
    Ranges.check("channels", channels, 2, 1024);
    Ranges.check("cells", cells, 3, 100);
    Ranges.check("nodes", nodes, 1, 16);
  }

  static EnasMicro of(io.supernet.proto.EnasMicro message) {
    return new EnasMicro(message.getChannels(), message.getCells(), message.getNodes());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    List.of("normal", "reduce").forEach(kind -> decisions(b, kind));
    Activation before = b.convBn("stem", x, STEM * channels, 3, 1);
    Activation last = before;
    int width = channels;
    int distance = (cells - 2) / 3;
    for (int i = 0; i < cells; i++) {
      boolean reduction = i == distance || i == 2 * distance + 1;
      NetworkBuilder cell = b.scope("cell" + i);
      if (reduction) {
        width *= 2;
        before = last;
        last = halve(width).apply(cell.scope("half"), last);
      }
      Activation input0 = fit(cell.scope("input0"), before, last, width);
      Activation input1 = fit(cell.scope("input1"), last, last, width);
      before = last;
      last = new Cell(cell, reduction ? "reduce" : "normal", width).build(input0, input1);
    }
    return b.dense("head", b.globalAveragePool(b.relu(last)), b.task().outputs());
  }

  @Override
  public Notation notation() {
    return IndexNotation.NUMBERS;
  }

  /** Names the decisions in the order of the arcs of ENAS. */
  private void decisions(NetworkBuilder b, String kind) {
    for (int node = INPUTS; node < INPUTS + nodes; node++) {
      List<String> states = IntStream.range(0, node).mapToObj(Integer::toString).toList();
      for (int input = 1; input <= 2; input++) {
        b.decision(kind + "_" + node + "_input" + input, states);
        b.decision(kind + "_" + node + "_op" + input, OPERATIONS);
      }
    }
  }

  /** The value in the size of another and with the channels of a cell. */
  private static Activation fit(NetworkBuilder b, Activation x, Activation size, int width) {
    if (!x.shape().subList(1, 3).equals(size.shape().subList(1, 3))) {
      return factorizedReduce(width).apply(b, x);
    }
    return x.channels() == width ? x : reluConvBn(width, 1).apply(b, x);
  }

  private final class Cell {

    private final NetworkBuilder b;
    private final String kind;
    private final int width;
    private final List<Activation> states = new ArrayList<>();

    Cell(NetworkBuilder b, String kind, int width) {
      this.b = b;
      this.kind = kind;
      this.width = width;
    }

    Activation build(Activation input0, Activation input1) {
      states.add(input0);
      states.add(input1);
      for (int i = 0; i < nodes; i++) {
        states.add(b.add(input(1), input(2)));
      }
      // The last node is always an end.
      int last = states.size() - 1;
      Activation sum = end(b.scope("end"), states.get(last));
      for (int i = 0; i < last; i++) {
        sum = withEnd(sum, i);
      }
      return b.batchNorm("bn", sum);
    }

    private Activation input(int number) {
      String node = kind + "_" + states.size();
      List<Candidate> operations =
          OPERATIONS.stream()
              .map(name -> candidate(name, CellOperations.of(name, width, 1)))
              .toList();
      List<Candidate> edges = new ArrayList<>();
      for (int i = 0; i < states.size(); i++) {
        Activation state = states.get(i);
        edges.add(
            candidate(
                Integer.toString(i),
                (inside, x) -> inside.choose(node + "_op" + number, state, operations)));
      }
      return b.choose(node + "_input" + number, states.get(0), edges);
    }

    /** The sum of the ends, with a state if no node reads it. */
    private Activation withEnd(Activation sum, int state) {
      Activation x = states.get(state);
      return b.follow(
          kind + "_" + state + "_end",
          choices -> isRead(choices, state) ? 0 : 1,
          sum,
          List.of(
              candidate("read", identity()),
              candidate("loose", (inside, y) -> inside.add(y, end(inside, x)))));
    }

    private boolean isRead(Rule.Choices choices, int state) {
      return IntStream.range(INPUTS, INPUTS + nodes)
          .mapToObj(node -> kind + "_" + node)
          .anyMatch(
              node ->
                  choices.of(node + "_input1") == state || choices.of(node + "_input2") == state);
    }

    private Activation end(NetworkBuilder inside, Activation x) {
      return inside.conv("conv", inside.relu(x), width, 1, 1);
    }
  }
}
