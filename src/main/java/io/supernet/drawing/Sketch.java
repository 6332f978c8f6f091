package io.supernet.drawing;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A picture before it has a size: the places of a network where decisions stand, each decision
 * where it stands first.
 *
 * @param parts cells and chains, in the order of the network
 */
public record Sketch(List<Part> parts) {

  public Sketch {
    parts = ImmutableList.copyOf(parts);
  }

  /** The picture of a network. */
  public static Sketch of(Followed network) {
    return new Sketch(new Parts(network).sketch());
  }

  /**
   * One connected piece.
   *
   * @param name its scope; empty for the whole network
   * @param places how often the network repeats it, obeying the same decisions
   * @param nodes names of what is computed in any case, in topological order
   * @param edges decisions and plain connections
   * @param notes the options of its decisions; empty for the picture of one architecture
   */
  public record Part(
      String name, int places, List<String> nodes, List<Edge> edges, List<Note> notes) {

    public Part {
      nodes = ImmutableList.copyOf(nodes);
      edges = ImmutableList.copyOf(edges);
      notes = ImmutableList.copyOf(notes);
      int size = nodes.size();
      if (edges.stream().anyMatch(e -> e.to >= size || e.from.stream().anyMatch(f -> f >= e.to))) {
        throw new IllegalArgumentException("An edge leads backward or nowhere: " + edges);
      }
    }

    /** Whether it is one path, but for connections beside a decision (residuals). */
    public boolean isChain() {
      List<Edge> path = edges.stream().filter(e -> !isBeside(e)).toList();
      for (int node = 0; node < nodes.size(); node++) {
        int n = node;
        if (path.stream().filter(e -> e.to == n).count() > 1
            || path.stream().filter(e -> e.from.contains(n)).count() > 1) {
          return false;
        }
      }
      return path.stream().allMatch(e -> e.from.size() == 1);
    }

    /** Whether it is a plain connection with a decision between the same nodes. */
    boolean isBeside(Edge plain) {
      return plain.isPlain()
          && edges.stream()
              .anyMatch(e -> !e.isPlain() && e.from.equals(plain.from) && e.to == plain.to);
    }
  }

  /**
   * A connection to a node.
   *
   * @param from the nodes that it reads, in order; several where a decision between inputs is open
   * @param to the node that it leads to
   * @param label what the decision says; empty for a connection that is there in any case
   */
  public record Edge(List<Integer> from, int to, String label) {

    public Edge {
      from = from.stream().distinct().sorted().collect(ImmutableList.toImmutableList());
      if (from.isEmpty()) {
        throw new IllegalArgumentException("An edge from nowhere to " + to);
      }
    }

    /** Whether no decision stands there. */
    public boolean isPlain() {
      return label.isEmpty();
    }
  }

  /**
   * Decisions with the same options.
   *
   * @param decisions their names
   * @param options the names of the options
   */
  public record Note(List<String> decisions, List<String> options) {

    public Note {
      decisions = ImmutableList.copyOf(decisions);
      options = ImmutableList.copyOf(options);
    }

    /** As one line; long lists are shortened. */
    public String text() {
      return few(decisions) + ": " + few(options);
    }

    /** Names in a row; of many, the first and the last and how many. */
    public static String few(List<String> names) {
      return names.size() <= 9
          ? String.join(", ", names)
          : String.join(", ", names.subList(0, 3))
              + ", … "
              + names.get(names.size() - 1)
              + " ("
              + names.size()
              + ")";
    }
  }
}
