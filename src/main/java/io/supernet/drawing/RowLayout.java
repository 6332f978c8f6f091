package io.supernet.drawing;

import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Nodes in a row, in topological order. An edge to the next node is a straight line; other
 * decisions go over the nodes, plain connections below them, each in a lane that no other edge uses
 * at the same place. A label lies in the gap between two nodes, where no line crosses a lane.
 */
final class RowLayout {

  /**
   * Sizes of a medium, all in its units (pixels or characters).
   *
   * @param text width of a text
   * @param pitch distance of two lines that leave a node
   * @param padding beside the text of a node, on each side
   * @param gap beside a label, both sides together
   */
  record Metrics(ToIntFunction<String> text, int pitch, int padding, int gap) {}

  /** A box; x is its left end. */
  record Box(String label, int x, int width) {}

  /**
   * An edge with a place.
   *
   * @param lane 0 for a straight line, counted from the nodes upward, or downward if plain
   * @param from where it leaves its sources
   * @param to where it ends
   * @param label center of its label
   */
  record Line(Edge edge, int lane, List<Integer> from, int to, int label) {}

  /** One end of an edge, which is known by its number, at a node. */
  private record End(int edge, int node) {}

  /** Both corners of a box, and one line between them. */
  private static final int CORNERS = 3;

  private final Part part;
  private final Metrics metrics;

  /** The lane of each edge, and the gap of its label. */
  private final int[] lanes;

  private final int[] labelGaps;
  private final Map<End, Integer> ports = new HashMap<>();
  private final List<Box> boxes = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  RowLayout(Part part, Metrics metrics) {
    this.part = part;
    this.metrics = metrics;
    this.lanes = new int[part.edges().size()];
    this.labelGaps = new int[part.edges().size()];
    List<Integer> order = shortFirst();
    assignLanes(order);
    placeBoxes(gaps(order));
    order.forEach(edge -> lines.add(line(edge)));
  }

  List<Box> boxes() {
    return boxes;
  }

  List<Line> lines() {
    return lines;
  }

  int width() {
    Box last = boxes.get(boxes.size() - 1);
    return last.x + last.width;
  }

  int lanesAbove() {
    return mostLanes(false);
  }

  int lanesBelow() {
    return mostLanes(true);
  }

  private int mostLanes(boolean plain) {
    return IntStream.range(0, lanes.length)
        .filter(i -> edge(i).isPlain() == plain)
        .map(i -> lanes[i])
        .max()
        .orElse(0);
  }

  private Edge edge(int number) {
    return part.edges().get(number);
  }

  private static int first(Edge edge) {
    return edge.from().get(0);
  }

  /** Short edges first, so that they lie under the long ones. */
  private List<Integer> shortFirst() {
    Comparator<Integer> order =
        Comparator.comparing((Integer i) -> edge(i).isPlain())
            .thenComparing(i -> edge(i).to() - first(edge(i)))
            .thenComparing(i -> first(edge(i)));
    return IntStream.range(0, lanes.length).boxed().sorted(order).toList();
  }

  private void assignLanes(List<Integer> order) {
    List<Integer> placed = new ArrayList<>();
    for (int i : order) {
      Edge edge = edge(i);
      boolean next = edge.to() - first(edge) == 1;
      boolean straight =
          next && placed.stream().noneMatch(j -> lanes[j] == 0 && edge(j).to() == edge.to());
      lanes[i] = straight ? 0 : 1;
      while (lanes[i] > 0 && placed.stream().anyMatch(j -> collide(i, j))) {
        lanes[i]++;
      }
      placed.add(i);
    }
  }

  private boolean collide(int i, int j) {
    Edge a = edge(i);
    Edge b = edge(j);
    return lanes[i] == lanes[j]
        && a.isPlain() == b.isPlain()
        && first(a) < b.to()
        && first(b) < a.to();
  }

  /** Widths of the gaps between nodes; each label goes where it costs least. */
  private int[] gaps(List<Integer> order) {
    int[] gaps = new int[part.nodes().size() - 1];
    Arrays.fill(gaps, Math.max(3, 2 * metrics.pitch));
    for (int i : order) {
      Edge edge = edge(i);
      int width = edge.isPlain() ? 0 : metrics.text.applyAsInt(edge.label()) + metrics.gap;
      int best = edge.to() - 1;
      for (int gap = best - 1; gap >= first(edge); gap--) {
        if (width > gaps[best] && gaps[gap] > gaps[best]) {
          best = gap;
        }
      }
      gaps[best] = Math.max(gaps[best], width);
      labelGaps[i] = best;
    }
    return gaps;
  }

  private void placeBoxes(int[] gaps) {
    int x = 0;
    for (int node = 0; node < part.nodes().size(); node++) {
      String label = part.nodes().get(node);
      List<End> above = ends(node, false);
      List<End> below = ends(node, true);
      int most = Math.max(above.size(), below.size());
      int text = metrics.text.applyAsInt(label) + 2 * metrics.padding;
      int lines = Math.max((most + 1) * metrics.pitch, (most - 1) * metrics.pitch + CORNERS);
      int width = Math.max(text, lines);
      boxes.add(new Box(label, x, width));
      placePorts(above, x, width);
      placePorts(below, x, width);
      x += width + (node < gaps.length ? gaps[node] : 0);
    }
  }

  /** The ends at one side of a node, from left to right, so that its own lines do not cross. */
  private List<End> ends(int node, boolean plain) {
    List<End> arriving = new ArrayList<>();
    List<End> leaving = new ArrayList<>();
    for (int i = 0; i < lanes.length; i++) {
      if (lanes[i] > 0 && edge(i).isPlain() == plain) {
        if (edge(i).to() == node) {
          arriving.add(new End(i, node));
        }
        if (edge(i).from().contains(node)) {
          leaving.add(new End(i, node));
        }
      }
    }
    Comparator<End> byLane = Comparator.comparing(end -> lanes[end.edge]);
    arriving.sort(byLane);
    leaving.sort(byLane.reversed());
    arriving.addAll(leaving);
    return arriving;
  }

  private void placePorts(List<End> ends, int x, int width) {
    int first = x + (width - (ends.size() - 1) * metrics.pitch) / 2;
    for (int i = 0; i < ends.size(); i++) {
      ports.put(ends.get(i), first + i * metrics.pitch);
    }
  }

  private Line line(int i) {
    Edge edge = edge(i);
    Box left = boxes.get(labelGaps[i]);
    Box right = boxes.get(labelGaps[i] + 1);
    int label = (left.x + left.width + right.x) / 2;
    if (lanes[i] == 0) {
      return new Line(edge, 0, List.of(left.x + left.width), right.x, label);
    }
    List<Integer> from = edge.from().stream().map(n -> ports.get(new End(i, n))).toList();
    return new Line(edge, lanes[i], from, ports.get(new End(i, edge.to())), label);
  }
}
