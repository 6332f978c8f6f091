package io.supernet.drawing;

import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Note;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sketches to draw. */
final class Sketches {

  private Sketches() {}

  static Edge edge(int from, int to, String label) {
    return new Edge(List.of(from), to, label);
  }

  /** A cell with an open input, two edges between the same nodes and an output of all nodes. */
  static Sketch cell() {
    List<Edge> edges =
        List.of(
            edge(0, 1, "skip"),
            edge(0, 1, "conv_3x3"),
            new Edge(List.of(0, 1), 2, "input · op"),
            edge(0, 3, ""),
            new Edge(List.of(1, 2), 3, ""));
    List<Note> notes =
        List.of(
            new Note(List.of("op"), List.of("skip", "conv_3x3")),
            new Note(List.of("input"), IntStream.range(0, 12).mapToObj(i -> "state" + i).toList()));
    return new Sketch(
        List.of(new Part("cell0", 6, List.of("stem", "1", "2", "out"), edges, notes)));
  }

  static Sketch chain() {
    List<Edge> edges =
        List.of(edge(0, 1, "mb3 <k3>"), edge(1, 2, "skip"), edge(2, 3, ""), edge(3, 4, "mb6 & k5"));
    return new Sketch(
        List.of(new Part("", 1, List.of("stem", "1", "2", "reduce", "head"), edges, List.of())));
  }

  /** Any cell. */
  static Part random(Random random) {
    int nodes = 2 + random.nextInt(8);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      int to = 1 + random.nextInt(nodes - 1);
      List<Integer> from = random.ints(1 + random.nextInt(3), 0, to).boxed().toList();
      edges.add(
          new Edge(from, to, random.nextInt(4) == 0 ? "" : "l".repeat(1 + random.nextInt(20))));
    }
    List<String> names = IntStream.range(0, nodes).mapToObj(Integer::toString).toList();
    return new Part("random", 1, names, edges, List.of());
  }
}
