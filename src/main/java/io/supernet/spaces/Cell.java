package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.factorizedReduce;
import static io.supernet.network.Operations.identity;
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
 * The cell of the weight-sharing tutorials: each node adds two earlier states, any of the two cell
 * inputs or earlier nodes, each through one operation; the output concatenates the nodes. All cells
 * obey the same decisions. Weights belong to an edge, from state to node, and its operation, so
 * that both inputs of a node share them.
 *
 * <p>Both inputs may coincide. With the same operation too, both are the same value: it is computed
 * once and added to itself. Inputs of a cell are brought to its channels, and where the image is
 * halved to its size, by 1x1 convolutions as in DARTS (Liu, Simonyan, Yang, ICLR 2019).
 *
 * @param channels of the nodes in the first cell, at least 1
 * @param cells at least 1; before numbers {@code cells / 3} and {@code 2 cells / 3}, from three
 *     cells on, the image is halved and the channels are doubled
 * @param nodes in each cell, at least 1
 * @param operations names of the candidates, at least one
 */
@API(status = INTERNAL)
public record Cell(int channels, int cells, int nodes, List<String> operations) implements Network {

  static final int INPUTS = 2;

  public Cell {
    operations = ImmutableList.copyOf(operations);
    Ranges.check("channels", channels, 1, 1024);
    Ranges.check("cells", cells, 1, 100);
    Ranges.check("nodes", nodes, 1, 16);
    CellOperations.check(operations);
  }

  static Cell of(io.supernet.proto.Cell message) {
    return new Cell(
        message.getChannels(), message.getCells(), message.getNodes(), message.getOperationsList());
  }

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation before = b.convBn("stem", x, channels, 3, 1);
    Activation last = before;
    int width = channels;
    long height = x.shape().get(1);
    for (int i = 0; i < cells; i++) {
      if (cells > 2 && (i == cells / 3 || i == 2 * cells / 3)) {
        width *= 2;
        height = (height + 1) / 2;
      }
      NetworkBuilder cell = b.scope("cell" + i);
      Activation output =
          cell(
              cell,
              fit(cell.scope("input0"), before, width, height),
              fit(cell.scope("input1"), last, width, height));
      before = last;
      last = output;
    }
    return b.dense("head", b.globalAveragePool(last), b.task().outputs());
  }

  @Override
  public Notation notation() {
    return new CellNotation();
  }

  private static Activation fit(NetworkBuilder b, Activation x, int width, long height) {
    if (x.shape().get(1) == height) {
      return reluConvBn(width, 1).apply(b, x);
    }
    Activation h = x;
    for (int i = 0; h.shape().get(1) > height; i++) {
      h = factorizedReduce(width).apply(b.scope("half" + i), h);
    }
    return h;
  }

  private Activation cell(NetworkBuilder b, Activation input0, Activation input1) {
    List<Activation> states = new ArrayList<>(List.of(input0, input1));
    for (int node = INPUTS; node < INPUTS + nodes; node++) {
      states.add(node(b, "node_" + node, states));
    }
    return b.concat(states.subList(INPUTS, states.size()));
  }

  private Activation node(NetworkBuilder b, String name, List<Activation> states) {
    Activation first = b.choose(name + "_input1", states.get(0), edges(b, name + "_op1", states));
    Rule same =
        choices ->
            choices.of(name + "_input1") == choices.of(name + "_input2")
                    && choices.of(name + "_op1") == choices.of(name + "_op2")
                ? 1
                : 0;
    List<Candidate> second =
        List.of(
            candidate(
                "other", (c, x) -> c.choose(name + "_input2", x, edges(b, name + "_op2", states))),
            candidate("same", identity()));
    return b.add(first, b.follow(name + "_same", same, first, second));
  }

  /** One candidate a state: the edge from it to the node after all states so far. */
  private List<Candidate> edges(NetworkBuilder b, String decision, List<Activation> states) {
    List<Activation> known = List.copyOf(states);
    List<Candidate> edges = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Activation state = known.get(i);
      NetworkBuilder edge = b.scope("edge_" + i + "_" + known.size());
      edges.add(
          candidate(
              Integer.toString(i),
              (inside, x) ->
                  CellOperations.choose(
                      inside, edge, decision, state, operations, state.channels(), 1)));
    }
    return edges;
  }
}
