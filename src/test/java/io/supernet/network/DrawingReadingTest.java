package io.supernet.network;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.reluConvBn;
import static io.supernet.network.Operations.zero;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.drawing.Sketch;
import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Note;
import io.supernet.drawing.Sketch.Part;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingReadingTest {

  private static final Task TASK = Task.images(4, 4, 2, 2);
  private static final List<Candidate> BODIES =
      List.of(
          candidate("conv", reluConvBn(2, 3)),
          candidate("skip", identity()),
          candidate("none", zero()));

  @Test
  void drawsARepeatedBlockOnceWithItsResidual() {
    Definition blocks =
        define(
            (b, x) -> {
              Activation h = b.convBn("stem", x, 2, 3, 1);
              for (int i = 0; i < 3; i++) {
                NetworkBuilder block = b.scope("block" + i);
                h = block.add(h, block.choose("body", h, BODIES));
              }
              return h;
            });
    List<Edge> edges = List.of(edge(0, 1, "body"), edge(0, 1, ""));
    Note note = new Note(List.of("body"), List.of("conv", "skip", "none"));
    assertThat(blocks.sketch())
        .isEqualTo(
            new Sketch(List.of(new Part("block0", 3, List.of("stem", "1"), edges, List.of(note)))));
    assertThat(only(blocks.sketch(Architecture.of(0))).edges())
        .containsExactly(edge(0, 1, "conv"), edge(0, 1, ""));
    assertThat(only(blocks.sketch(Architecture.of(2))).edges()).containsExactly(edge(0, 1, ""));
  }

  @Test
  void aDecisionMayBeTheEnd() {
    Definition last = define((b, x) -> b.choose("body", b.convBn("stem", x, 2, 3, 1), BODIES));
    assertThat(only(last.sketch()).edges()).containsExactly(edge(0, 1, "body"));
  }

  @Test
  void aChainGoesFromLayerToLayer() {
    Definition chain =
        define(
            (b, x) -> {
              Activation h = b.convBn("stem", x, 2, 3, 1);
              h = b.choose("first", h, BODIES);
              h = b.relu(b.scope("middle").conv("conv", h, 2, 1, 1));
              h = b.scope("second").choose("second", h, BODIES);
              return b.scope("third").choose("third", h, BODIES);
            });
    Part part = only(chain.sketch(Architecture.of(0, 1, 0)));
    assertThat(part.isChain()).isTrue();
    assertThat(part.nodes()).containsExactly("stem", "middle", "2", "head");
    assertThat(part.edges())
        .containsExactly(edge(0, 1, "conv"), edge(1, 2, "skip"), edge(2, 3, "conv"));
    assertThat(part.notes()).isEmpty();
  }

  @Test
  void whatIsReadAndByWhichOperationAreOneEdge() {
    Definition inputs =
        define(
            (b, x) -> {
              Activation left = b.convBn("left", x, 2, 1, 1);
              Activation right = b.convBn("right", x, 2, 1, 1);
              Activation read = b.chooseInput("input", List.of(left, right));
              return b.add(left, b.choose("op", read, BODIES));
            });
    Part space = only(inputs.sketch());
    assertThat(space.nodes()).containsExactly("left", "right", "2");
    assertThat(space.edges())
        .containsExactly(new Edge(List.of(0, 1), 2, "input · op"), edge(0, 2, ""));
    assertThat(only(inputs.sketch(Architecture.of(1, 0))).edges())
        .containsExactly(edge(1, 2, "conv"), edge(0, 2, ""));
  }

  @Test
  void nestedDecisionsStandOnTheEdgeOfTheOuterOne() {
    Definition nested =
        define(
            (b, x) -> {
              Activation h = b.convBn("stem", x, 2, 3, 1);
              Candidate go = candidate("go", (c, y) -> c.add(y, c.choose("inner", y, BODIES)));
              return b.choose("outer", h, go, candidate("skip", identity()));
            });
    assertThat(only(nested.sketch()).edges()).containsExactly(edge(0, 1, "outer · inner"));
    assertThat(only(nested.sketch(Architecture.of(0, 1))).edges())
        .containsExactly(edge(0, 1, "go · skip"));
    assertThat(only(nested.sketch(Architecture.of(1, 0))).edges())
        .containsExactly(edge(0, 1, "skip"));
  }

  @Test
  void whatFollowsFromDecisionsHasNoLabelOfItsOwn() {
    Definition derived =
        define(
            (b, x) -> {
              Activation left = b.convBn("left", x, 2, 1, 1);
              Activation right = b.convBn("right", x, 2, 1, 1);
              b.decision("pair", List.of("left", "right"));
              List<Candidate> reads =
                  List.of(
                      candidate("0", (c, y) -> c.choose("op", left, BODIES)),
                      candidate("1", (c, y) -> c.choose("op", right, BODIES)));
              return b.add(left, b.follow("read", choices -> choices.of("pair"), left, reads));
            });
    Part space = only(derived.sketch());
    assertThat(space.edges()).containsExactly(new Edge(List.of(0, 1), 2, "op"), edge(0, 2, ""));
    assertThat(space.notes()).extracting(Note::text).contains("pair: left, right");
    assertThat(only(derived.sketch(Architecture.of(1, 0))).edges())
        .containsExactly(edge(1, 2, "conv"), edge(0, 2, ""));
  }

  @Test
  void aNetworkThatRepeatsNothingIsDividedIntoItsCells() {
    Definition cells =
        define(
            (b, x) -> {
              Activation h = b.convBn("stem", x, 2, 3, 1);
              for (int i = 0; i < 2; i++) {
                NetworkBuilder cell = b.scope("cell" + i);
                Activation first = cell.choose("first" + i, h, BODIES);
                Activation second = cell.choose("second" + i, h, BODIES);
                h = cell.concat(List.of(first, second, cell.choose("last" + i, first, BODIES)));
                h = cell.conv("fit", h, 2, 1, 1);
              }
              return h;
            });
    assertThat(cells.sketch().parts()).extracting(Part::name).containsExactly("cell0", "cell1");
    assertThat(cells.sketch().parts())
        .extracting(Part::nodes)
        .containsExactly(List.of("stem", "1", "2"), List.of("cell0", "1", "2"));
  }

  @Test
  void optionalInputsAreEdgesToTheSumThatTheyJoin() {
    Definition skips =
        define(
            (b, x) -> {
              List<Activation> before = new ArrayList<>(List.of(b.convBn("stem", x, 2, 3, 1)));
              for (int i = 0; i < 3; i++) {
                NetworkBuilder layer = b.scope("layer" + i);
                Activation sum = layer.choose("op" + i, before.get(i), BODIES);
                for (int j = 0; j < i; j++) {
                  Activation skipped = before.get(j);
                  sum =
                      layer.choose(
                          "skip" + i + j,
                          sum,
                          candidate("no", identity()),
                          candidate("yes", (c, y) -> c.add(y, skipped)));
                }
                before.add(layer.batchNorm("bn", sum));
              }
              return before.get(3);
            });
    Part space = skips.sketch().parts().get(2);
    assertThat(space.nodes()).containsExactly("stem", "layer0", "layer1", "3");
    assertThat(space.edges())
        .containsExactlyInAnyOrder(edge(2, 3, "op2"), edge(0, 3, "skip20"), edge(1, 3, "skip21"));
    Part found = skips.sketch(Architecture.of(0, 0, 0, 1, 1, 0)).parts().get(2);
    assertThat(found.nodes()).containsExactly("stem", "layer1", "2");
    assertThat(found.edges()).containsExactly(edge(1, 2, "skip"), edge(0, 2, ""));
  }

  @Test
  void namedOnceAtTheBeginningADecisionStandsWhereItIsObeyed() {
    Definition declared =
        define(
            (b, x) -> {
              b.decision("body", List.of("conv", "skip", "none"));
              Activation h = b.convBn("stem", x, 2, 3, 1);
              for (int i = 0; i < 2; i++) {
                h = b.scope("block" + i).choose("body", h, BODIES);
              }
              return h;
            });
    assertThat(only(declared.sketch()).name()).isEqualTo("block0");
  }

  private static Edge edge(int from, int to, String label) {
    return new Edge(List.of(from), to, label);
  }

  private static Part only(Sketch sketch) {
    assertThat(sketch.parts()).hasSize(1);
    return sketch.parts().get(0);
  }

  /** A network with a head that classifies. */
  private static Definition define(Network body) {
    Network network =
        (b, x) -> b.dense("head", b.globalAveragePool(body.build(b, x)), b.task().classes());
    return Definition.of("toy", network, TASK);
  }
}
