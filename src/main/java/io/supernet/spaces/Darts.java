package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.factorizedReduce;
import static io.supernet.network.Operations.reluConvBn;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Rule;
import io.supernet.space.Notation;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The space of DARTS: a normal and a reduction cell, each with four nodes; a node adds two
 * different earlier states, each through one of the candidate operations. Cells number {@code cells
 * / 3} and {@code 2 cells / 3} are reduction cells: they double the channels, and edges from their
 * inputs halve height and width.
 *
 * <p>Liu, Simonyan, Yang: DARTS: Differentiable Architecture Search, ICLR 2019. As in the networks
 * that the paper trains in the end, an edge holds one operation and no batch normalization follows
 * a pooling; the auxiliary head and path dropping are left out. TensorFlow pads strided layers at
 * the end rather than on both sides. The decision for the inputs of a node names a pair of states,
 * so that no architecture is counted twice.
 *
 * @param channels of the nodes in the first cell, at least 1; 36 in the paper
 * @param cells at least 3; 20 in the paper, 8 while it searches
 * @param operations names of the candidates, at least one
 * @param imageNet whether three strided convolutions come first, for images of 224 pixels
 */
@API(status = INTERNAL)
public record Darts(int channels, int cells, List<String> operations, boolean imageNet)
    implements Network {

  static final int NODES = 4;
  private static final int STEM = 3;

  public Darts {
    operations = ImmutableList.copyOf(operations);
    Ranges.check("channels", channels, 1, 1024);
    Ranges.check("cells", cells, 3, 100);
    CellOperations.check(operations);
  }

  static Darts of(io.supernet.proto.Darts message) {
    return new Darts(
        message.getChannels(),
        message.getCells(),
        message.getOperationsList(),
        message.getImagenet());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation before = imageNet ? strides(b, x) : b.convBn("stem", x, STEM * channels, 3, 1);
    Activation last =
        imageNet ? reluConvBn(channels, 3, 2).apply(b.scope("stem2"), before) : before;
    boolean halved = imageNet;
    int width = channels;
    for (int i = 0; i < cells; i++) {
      boolean reduction = i == cells / 3 || i == 2 * cells / 3;
      width = reduction ? 2 * width : width;
      NetworkBuilder cell = b.scope("cell" + i);
      List<Activation> inputs =
          List.of(
              (halved ? factorizedReduce(width) : reluConvBn(width, 1))
                  .apply(cell.scope("input0"), before),
              reluConvBn(width, 1).apply(cell.scope("input1"), last));
      before = last;
      last = new Cell(cell, reduction, width).build(inputs);
      halved = reduction;
    }
    return b.dense("head", b.globalAveragePool(last), b.task().outputs());
  }

  @Override
  public Notation notation() {
    return new GenotypeNotation();
  }

  private Activation strides(NetworkBuilder b, Activation x) {
    Activation h = b.convBn("stem0", x, Math.max(1, channels / 2), 3, 2);
    return b.convBn("stem1", b.relu(h), channels, 3, 2);
  }

  /** The pairs of states that a node after so many states can read, first below second. */
  static List<int[]> pairs(int states) {
    List<int[]> pairs = new ArrayList<>();
    for (int second = 1; second < states; second++) {
      for (int first = 0; first < second; first++) {
        pairs.add(new int[] {first, second});
      }
    }
    return pairs;
  }

  /** How decisions of a cell begin. */
  static String prefix(boolean reduction, int node) {
    return (reduction ? "reduce_" : "normal_") + node;
  }

  private final class Cell {

    private final NetworkBuilder b;
    private final boolean reduction;
    private final int width;
    private final List<Activation> states = new ArrayList<>();

    Cell(NetworkBuilder b, boolean reduction, int width) {
      this.b = b;
      this.reduction = reduction;
      this.width = width;
    }

    Activation build(List<Activation> inputs) {
      states.addAll(inputs);
      for (int node = 0; node < NODES; node++) {
        states.add(node());
      }
      return b.concat(states.subList(inputs.size(), states.size()));
    }

    private Activation node() {
      String name = prefix(reduction, states.size());
      List<int[]> pairs = pairs(states.size());
      if (pairs.size() == 1) {
        return b.add(edge(b, name + "_op1", 0), edge(b, name + "_op2", 1));
      }
      String inputs = name + "_inputs";
      b.decision(inputs, pairs.stream().map(p -> p[0] + "+" + p[1]).toList());
      Rule first = choices -> pairs.get(choices.of(inputs))[0];
      Rule second = choices -> pairs.get(choices.of(inputs))[1] - 1;
      return b.add(
          b.follow(name + "_first", first, states.get(0), edges(name + "_op1", 0)),
          b.follow(name + "_second", second, states.get(1), edges(name + "_op2", 1)));
    }

    /** The edges from all states but one, beginning with {@code first}. */
    private List<Candidate> edges(String decision, int first) {
      List<Candidate> edges = new ArrayList<>();
      for (int i = first; i < states.size() - 1 + first; i++) {
        int from = i;
        edges.add(candidate(Integer.toString(from), (inside, x) -> edge(inside, decision, from)));
      }
      return edges;
    }

    private Activation edge(NetworkBuilder inside, String decision, int from) {
      NetworkBuilder edge = b.scope("edge_" + from + "_" + states.size());
      int stride = reduction && from < 2 ? 2 : 1;
      return CellOperations.choose(
          inside, edge, decision, states.get(from), operations, width, stride);
    }
  }
}
