package io.supernet.supernet;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.zero;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import io.supernet.space.Architecture;
import io.supernet.spaces.Cell;
import io.supernet.spaces.Darts;
import io.supernet.spaces.DenseBlocks;
import io.supernet.spaces.Elastic;
import io.supernet.spaces.EnasMacro;
import io.supernet.spaces.EnasMicro;
import io.supernet.spaces.MobileNet;
import io.supernet.spaces.NasBench201;
import io.supernet.spaces.NasBenchMacro;
import io.supernet.spaces.TableResNet;
import io.supernet.spaces.Vit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small networks, each with one way in which decisions meet. */
final class TestNetworks {

  private TestNetworks() {}

  /** Three stages of one cell: every decision stands in three places. */
  static Definition nasBench201() {
    return Definition.of("nasbench201", new NasBench201(4, 1), RandomData.IMAGES);
  }

  /** Nested decisions; {@code activation} in several options of all blocks. */
  static Definition denseBlocks() {
    return table("dense-blocks", new DenseBlocks(8, 3, List.of(4, 6)));
  }

  /** A network that ends early, normalized in three ways, with dropout or a linear one. */
  static Definition tableResNet(Integer... widths) {
    return table(
        "table-resnet",
        new TableResNet(
            List.of(widths), 2, List.of(2), List.of("batch", "layer", "none"), List.of(0, 50)));
  }

  /** Categories, looked up in the first columns of a matrix or in one of a linear model. */
  static Definition categories() {
    return Definition.of("categories", categoriesNetwork(), RandomData.CATEGORIES);
  }

  static Network categoriesNetwork() {
    return new TableResNet(
        List.of(4), 0, List.of(1), List.of("none", "layer"), List.of(0), List.of(2, 3));
  }

  /** Categories that are looked up before the network reads them. */
  static Definition lookedUp() {
    return Definition.of("looked up", new DenseBlocks(4, 1, List.of(4, 6)), RandomData.CATEGORIES);
  }

  /** Layers that may be skipped, of two widths. */
  static Definition mobileNet() {
    List<MobileNet.Stage> stages =
        List.of(new MobileNet.Stage(4, 2, 2), new MobileNet.Stage(6, 1, 1));
    return Definition.of("mobilenet", new MobileNet(4, 1, 3, stages, 8, true), RandomData.IMAGES);
  }

  static Definition nasBenchMacro() {
    return Definition.of("nasbench-macro", new NasBenchMacro(2, 4), RandomData.IMAGES);
  }

  /** Two stages of one or two blocks, each of two widths and three kernels. */
  static Definition elastic(boolean transform) {
    List<Elastic.Stage> stages =
        List.of(
            new Elastic.Stage(4, 1, 2, 1, false, false), new Elastic.Stage(5, 1, 2, 2, true, true));
    return Definition.of(
        "elastic",
        new Elastic(4, 1, 4, stages, 8, 6, List.of(2, 3), List.of(1, 3, 5), transform, false),
        RandomData.IMAGES);
  }

  /** One or two blocks of two widths, numbers of heads and of hidden units. */
  static Definition vit() {
    return Definition.of(
        "vit",
        new Vit(3, List.of(5, 6), 2, List.of(1, 2), List.of(1.0, 1.5), 1, 2),
        RandomData.IMAGES);
  }

  /** Inputs of a node that can coincide, and ends that no node reads. */
  static Definition enasMicro(int nodes) {
    return Definition.of("enas-micro", new EnasMicro(2, 3, nodes), RandomData.IMAGES);
  }

  /** Skip connections before, across and after the reductions. */
  static Definition enasMacro() {
    return Definition.of("enas-macro", new EnasMacro(2, 4), RandomData.IMAGES);
  }

  /** Two decisions between the same inputs, which can coincide. */
  static Definition inputs() {
    return table(
        "inputs",
        (b, x) -> {
          Activation h = tanh(b, b.dense("a", x, 5));
          Activation i = tanh(b, b.dense("b", h, 5));
          Activation j = tanh(b, b.dense("c", i, 5));
          Activation first = b.chooseInput("first", List.of(h, i, j));
          Activation second = b.chooseInput("second", List.of(h, i, j));
          return b.dense("head", b.add(first, b.dense("d", second, 5)), RandomData.CLASSES);
        });
  }

  /** A decision inside its own options, and two different ones inside each other. */
  static Definition nested() {
    Operation leaf = (b, x) -> b.dense("leaf", x, 5);
    Operation again = (b, x) -> b.choose("d", tanh(b, x), options(identity(), leaf, zero()));
    Operation inner =
        (b, x) -> b.choose("e", b.dense("mid", x, 5), options(leaf, again, identity()));
    return table(
        "nested",
        (b, x) -> {
          Activation h = b.dense("stem", x, 5);
          Activation y = b.choose("d", h, options(inner, again, leaf));
          return b.dense("head", b.add(h, y), RandomData.CLASSES);
        });
  }

  /** A candidate of raw ops with its own weight, one that reads an activation from outside. */
  static Definition raw() {
    return table(
        "raw",
        (b, x) -> {
          Activation h = b.dense("stem", x, 5);
          Operation gate =
              (c, y) -> {
                Activation w = c.weight("gate", List.of(5L), Initializer.ones(), true);
                return c.tensorflow(
                    List.of(y, w), (tf, in) -> tf.math.mul(in.get(0), tf.math.sigmoid(in.get(1))));
              };
          Operation capture = (c, y) -> c.add(tanh(c, h), c.dense("own", y, 5));
          Activation y = b.choose("op", tanh(b, h), options(identity(), gate, capture));
          return b.dense(
              "head",
              b.scope("more").choose("op", y, options(identity(), gate, capture)),
              RandomData.CLASSES);
        });
  }

  /** The second candidate fails whenever it is computed. */
  static Definition failing() {
    Operation fails =
        (b, x) ->
            b.tensorflow(
                List.of(x),
                (tf, in) -> {
                  var zero = tf.math.sub(in.get(0), in.get(0));
                  return tf.stopGradient(tf.debugging.checkNumerics(tf.math.log(zero), "fails"));
                });
    return table(
        "failing",
        (b, x) ->
            b.dense("head", b.choose("op", x, options(identity(), fails)), RandomData.CLASSES));
  }

  /** One weight from outside in several candidates of two decisions. */
  static Definition shared() {
    return table(
        "shared",
        (b, x) -> {
          Activation h = b.dense("stem", x, 5);
          List<Long> shape = List.of(5L, 5L);
          Activation w = b.weight("shared", shape, Initializer.he(shape), true);
          Operation plain = (c, y) -> matMul(c, y, w);
          Operation twice = (c, y) -> matMul(c, tanh(c, matMul(c, y, w)), w);
          Activation y = b.choose("first", h, options(identity(), plain, twice, zero()));
          Activation z = b.choose("second", tanh(b, y), options(plain, identity()));
          return b.dense("head", z, RandomData.CLASSES);
        });
  }

  /** Cells whose nodes read earlier states, both inputs of a node possibly the same one. */
  static Definition cells() {
    List<String> operations = List.of("skip_connect", "conv_1x1", "max_pool_3x3");
    return Definition.of("cell", new Cell(3, 2, 2, operations), RandomData.IMAGES);
  }

  /** A normal cell and two reduction cells, which share decisions, with derived choices. */
  static Definition darts() {
    List<String> operations =
        List.of("none", "skip_connect", "avg_pool_3x3", "sep_conv_3x3", "dil_conv_3x3");
    return Definition.of("darts", new Darts(2, 3, operations, false), RandomData.IMAGES);
  }

  /** Uniform over all choices, disconnected architectures too. */
  static List<Architecture> random(Definition definition, int count, long seed) {
    Random random = new Random(seed);
    List<Architecture> architectures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] choices =
          definition.space().decisions().stream()
              .mapToInt(d -> random.nextInt(d.options().size()))
              .toArray();
      architectures.add(Architecture.of(choices));
    }
    return architectures;
  }

  /** Every combination of choices. */
  static List<Architecture> all(Definition definition) {
    List<Architecture> all = new ArrayList<>(List.of(Architecture.of()));
    for (var decision : definition.space().decisions()) {
      List<Architecture> longer = new ArrayList<>();
      for (Architecture a : all) {
        for (int option = 0; option < decision.options().size(); option++) {
          longer.add(
              Architecture.of(
                  IntStream.concat(IntStream.of(a.toArray()), IntStream.of(option)).toArray()));
        }
      }
      all = longer;
    }
    return all;
  }

  static Activation tanh(NetworkBuilder b, Activation x) {
    return b.tensorflow(List.of(x), (tf, in) -> tf.math.tanh(in.get(0)));
  }

  private static Activation matMul(NetworkBuilder b, Activation x, Activation w) {
    return b.tensorflow(List.of(x, w), (tf, in) -> tf.linalg.matMul(in.get(0), in.get(1)));
  }

  /** Candidates that are called by their position. */
  static List<Candidate> options(Operation... operations) {
    return IntStream.range(0, operations.length)
        .mapToObj(i -> candidate("o" + i, operations[i]))
        .toList();
  }

  static Definition table(String name, Network network) {
    return Definition.of(name, network, RandomData.TABLE);
  }
}
