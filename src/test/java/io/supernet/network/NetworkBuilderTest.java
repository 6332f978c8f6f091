package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes of network code, told as soon as the network is defined. */
class NetworkBuilderTest {

  private static final Task TASK = Task.table(6, 2);

  static Stream<Arguments> mistakes() {
    Operation leaf = (b, x) -> b.dense("leaf", x, 6);
    return Stream.of(
        mistake(
            "differ in shape: [-1, 6] and, for 'b', [-1, 5]",
            (b, x) -> choose(b, x, identity(), (c, y) -> c.dense("narrow", y, 5))),
        mistake(
            "Two weights of the network are named 'h/kernel'",
            (b, x) -> b.dense("h", b.dense("h", x, 6), 6)),
        mistake(
            "Two weights of the network are named 'd/b/leaf/kernel'",
            (b, x) -> choose(b, choose(b, x, identity(), leaf), identity(), leaf)),
        mistake(
            "decision 'd' makes layers with a builder from outside",
            (b, x) -> choose(b, x, identity(), (c, y) -> b.dense("out", y, 6))),
        mistake(
            "decision 'd' makes layers with a builder from outside",
            (b, x) -> choose(b, x, identity(), (c, y) -> b.batchNorm("out", y))),
        mistake(
            "decision 'd' makes layers with a builder from outside",
            (b, x) -> choose(b, x, identity(), (c, y) -> b.zero(y))),
        mistake(
            "decision 'd' makes layers with a builder from outside",
            (b, x) -> choose(b, x, identity(), (c, y) -> b.chooseInput("e", List.of(y, x)))),
        mistake(
            "A value from inside a candidate of decision 'd' is used outside",
            (b, x) -> {
              List<Activation> inside = new ArrayList<>();
              Activation y = choose(b, x, identity(), (c, in) -> keep(inside, c.relu(in)));
              return b.add(y, inside.get(0));
            }),
        mistake(
            "A value from inside a candidate of decision 'd' is used outside",
            (b, x) -> {
              List<Activation> inside = new ArrayList<>();
              choose(b, x, identity(), (c, in) -> keep(inside, c.relu(in)));
              return b.chooseInput("e", List.of(x, inside.get(0)));
            }),
        mistake(
            "Decision 'd' has the options [a, b] in one place and [c] in another",
            (b, x) -> b.choose("d", choose(b, x, identity(), leaf), candidate("c", identity()))),
        mistake(
            "Decision 'd' has the options [a, b] in one place and [c] in another",
            (b, x) ->
                choose(b, x, identity(), (c, y) -> c.choose("d", y, candidate("c", identity())))),
        mistake(
            "Decision 'd' needs options with different names, has []", (b, x) -> b.choose("d", x)),
        mistake(
            "Decision 'd' needs options with different names, has [a, a]",
            (b, x) -> b.choose("d", x, candidate("a", identity()), candidate("a", leaf))),
        mistake(
            "The decisions [d, e] hold each other",
            (b, x) ->
                b.choose(
                    "outer",
                    x,
                    candidate("de", (c, y) -> choose(c, y, identity(), (f, z) -> e(f, z, leaf))),
                    candidate(
                        "ed", (c, y) -> e(c, y, (f, z) -> choose(f, z, identity(), identity()))))),
        mistake(
            "Two choices of the network are named 'd'",
            (b, x) ->
                b.follow(
                    "d", c -> 0, choose(b, x, identity(), leaf), List.of(candidate("a", leaf)))),
        mistake(
            "Two choices of the network are named 'd'",
            (b, x) ->
                choose(b, b.follow("d", c -> 0, x, List.of(candidate("a", leaf))), leaf, leaf)),
        mistake("cannot add shapes [-1, 6] and [-1, 5]", (b, x) -> b.add(x, b.dense("h", x, 5))),
        mistake("'a/b' is not a name for a layer", (b, x) -> b.dense("a/b", x, 6)),
        mistake("reads images", (b, x) -> b.conv("h", x, 4, 3, 1)),
        mistake(
            "all but the batch must be known",
            (b, x) ->
                b.tensorflow(
                    List.of(x),
                    (tf, in) -> tf.linalg.transpose(in.get(0), tf.constant(new int[] {1, 0})))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isToldByItsMessage(String message, Network network) {
    Network complete = (b, x) -> b.dense("head", network.build(b, x), 2);
    assertRefused(() -> Definition.of("mistake", complete, TASK), message);
  }

  @ParameterizedTest
  @MethodSource("wrongOutputs")
  void theOutputIsOneNumberAClass(Network network) {
    assertRefused(
        () -> Definition.of("wrong", network, TASK),
        "a classification into 2 classes gives [-1, 2]");
  }

  static Stream<Network> wrongOutputs() {
    return Stream.of((b, x) -> x, (b, x) -> b.dense("head", x, 3));
  }

  private static Arguments mistake(String message, Network network) {
    return Arguments.of(message, network);
  }

  private static Activation choose(NetworkBuilder b, Activation x, Operation a, Operation other) {
    return b.choose("d", x, candidate("a", a), candidate("b", other));
  }

  private static Activation e(NetworkBuilder b, Activation x, Operation a) {
    return b.choose("e", x, candidate("a", a), candidate("skip", identity()));
  }

  private static Activation keep(List<Activation> kept, Activation x) {
    kept.add(x);
    return x;
  }
}
