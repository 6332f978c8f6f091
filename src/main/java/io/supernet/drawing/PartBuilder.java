package io.supernet.drawing;

import io.supernet.drawing.Followed.Choice;
import io.supernet.drawing.Followed.Way;
import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Note;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Draws the decisions of one part, and what connects them in any case. */
final class PartBuilder {

  private static final int FEW = 2;

  /** Where an edge comes from, and what it is called so far. */
  private record Source(int node, String label) {}

  private final Followed network;
  private final String scope;
  private final List<Integer> choices;
  private final Nodes nodes;

  PartBuilder(Followed network, String scope, List<Integer> choices) {
    this.network = network;
    this.scope = scope;
    this.choices = choices;
    this.nodes = new Nodes(network, scope, choices);
  }

  Part build(int places) {
    List<Edge> decided = new ArrayList<>();
    for (int choice : nodes.drawn()) {
      if (!nodes.isPassed(choice)) {
        decided.addAll(edges(choice));
      }
    }
    TreeSet<Integer> shown = new TreeSet<>();
    nodes.drawn().stream()
        .filter(i -> nodes.isRead(i) && !nodes.isPassed(i))
        .forEach(i -> shown.add(nodes.of(i)));
    decided.forEach(edge -> shown.addAll(edge.from()));
    // What the network ends with is read by nobody.
    decided.forEach(edge -> shown.add(edge.to()));
    addCollectors(shown);
    if (shown.isEmpty()) {
      choices.forEach(i -> shown.add(nodes.of(i)));
    }
    List<Edge> edges = new ArrayList<>(decided);
    for (int target : shown) {
      Set<Integer> from = nodes.inside(target) ? plainSources(target, shown) : Set.of();
      if (!from.isEmpty()) {
        edges.add(new Edge(List.copyOf(from), target, ""));
      }
    }
    return renumbered(places, List.copyOf(shown), edges);
  }

  private List<Edge> edges(int target) {
    Choice choice = nodes.value(target).choice();
    Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
    for (Source source : sources(choice)) {
      if (source.node == nodes.of(target)) {
        continue; // The same value once more.
      }
      byLabel.computeIfAbsent(source.label, l -> new ArrayList<>()).add(source.node);
    }
    List<Edge> edges = new ArrayList<>();
    byLabel.forEach((label, from) -> edges.add(new Edge(from, nodes.of(target), label)));
    return edges;
  }

  private List<Source> sources(Choice choice) {
    List<Source> sources = new ArrayList<>();
    for (Way way : choice.ways()) {
      String label = joined(way.always() ? "" : choice.label(), inner(way));
      if (nodes.isPassed(way.from())) {
        for (Source before : sources(nodes.value(way.from()).choice())) {
          sources.add(new Source(before.node, joined(before.label, label)));
        }
      } else {
        sources.add(new Source(nodes.of(way.from()), label));
      }
    }
    return sources;
  }

  private static String joined(String outer, String inner) {
    return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + " · " + inner;
  }

  /** Chosen options are all named, open decisions only if they are few. */
  private String inner(Way way) {
    boolean isSpace = !network.decisions().isEmpty();
    return isSpace && way.inner().size() > FEW
        ? "+ " + way.inner().size() + " nested"
        : String.join(" · ", way.inner());
  }

  /** Sums and concatenations of the part that depend on its decisions, and what they read. */
  private void addCollectors(Set<Integer> shown) {
    Set<Integer> dependent = new HashSet<>();
    for (int i = 0; i < nodes.values(); i++) {
      if (nodes.drawn().contains(i) || nodes.inputs(i).stream().anyMatch(dependent::contains)) {
        dependent.add(i);
        boolean collects = nodes.inputs(i).stream().map(in -> nodes.of(in)).distinct().count() > 1;
        if (nodes.isLayer(i) && nodes.inside(i) && collects) {
          shown.add(nodes.of(i));
          nodes.inputs(i).forEach(input -> shown.add(nodes.of(input)));
        }
      }
    }
  }

  private Set<Integer> plainSources(int target, Set<Integer> shown) {
    Set<Integer> sources = new TreeSet<>();
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < nodes.values(); i++) {
      if (nodes.of(i) == target && !nodes.drawn().contains(i)) {
        nodes.inputs(i).forEach(input -> climb(input, target, shown, seen, sources));
      }
    }
    return sources;
  }

  private void climb(
      int i, int target, Set<Integer> shown, Set<Integer> seen, Set<Integer> sources) {
    if (nodes.of(i) == target || !seen.add(i)) {
      return;
    }
    if (shown.contains(nodes.of(i))) {
      sources.add(nodes.of(i));
    } else {
      nodes.inputs(i).forEach(input -> climb(input, target, shown, seen, sources));
    }
  }

  private Part renumbered(int places, List<Integer> shown, List<Edge> edges) {
    List<Edge> moved =
        edges.stream()
            .map(
                e ->
                    new Edge(
                        e.from().stream().map(shown::indexOf).toList(),
                        shown.indexOf(e.to()),
                        e.label()))
            .toList();
    List<String> named = shown.stream().map(nodes::nameOf).toList();
    String name = scope.replaceFirst("/$", "");
    boolean chain = new Part(name, places, named, moved, List.of()).isChain();
    return new Part(name, places, labels(named, moved, chain), moved, notes());
  }

  /**
   * Chains name all that has a name; cells only what they read from outside. The rest is numbered
   * by its place, as papers number the states of a cell.
   */
  private static List<String> labels(List<String> named, List<Edge> edges, boolean chain) {
    List<String> labels = new ArrayList<>();
    int last = named.size() - 1;
    for (int i = 0; i <= last; i++) {
      int node = i;
      List<Edge> into = edges.stream().filter(e -> e.to() == node).toList();
      boolean collects = i == last && !into.isEmpty() && into.stream().allMatch(Edge::isPlain);
      boolean keepsName = !named.get(i).isEmpty() && (chain || into.isEmpty());
      labels.add(keepsName ? named.get(i) : collects ? "out" : Integer.toString(i));
    }
    return labels;
  }

  private List<Note> notes() {
    Set<String> involved = new LinkedHashSet<>();
    choices.forEach(choice -> involved.addAll(nodes.value(choice).choice().involved()));
    involved.retainAll(network.decisions().keySet());
    Map<List<String>, Set<String>> byOptions = new LinkedHashMap<>();
    for (String decision : involved) {
      byOptions
          .computeIfAbsent(network.decisions().get(decision), o -> new LinkedHashSet<>())
          .add(decision);
    }
    List<Note> notes = new ArrayList<>();
    byOptions.forEach((options, decisions) -> notes.add(new Note(List.copyOf(decisions), options)));
    return notes;
  }
}
