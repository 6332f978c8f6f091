package io.supernet.drawing;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.supernet.drawing.Followed.Choice;
import io.supernet.drawing.Followed.Value;
import io.supernet.drawing.Followed.Way;
import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Note;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws the decisions of one part. Layers with one input belong to the node of that input; the
 * output of a decision that only one sum or concatenation reads belongs to that; everything else is
 * a node of its own.
 */
final class PartBuilder {

  private static final String INPUT = "input";
  private static final int FEW = 2;

  /** Where an edge comes from, and what it is called so far. */
  private record Source(int node, String label) {}

  private final Followed network;
  private final String scope;
  private final ImmutableList<Integer> choices;

  /** The choices that an edge can show. */
  private final Set<Integer> drawn;

  /** The node of each value: the index of the value that it begins with. */
  private final int[] node;

  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<Integer, Set<Integer>> users = new LinkedHashMap<>();

  /** Decisions between inputs that only one other drawn decision reads: drawn as one edge. */
  private final Set<Integer> passed = new HashSet<>();

  PartBuilder(Followed network, String scope, Collection<Integer> choices) {
    this.network = network;
    this.scope = scope;
    this.drawn = new LinkedHashSet<>(choices);
    drawn.removeIf(this::isLayer);
    this.choices = ImmutableList.copyOf(choices);
    this.node = new int[network.values().size()];
  }

  Part build(int places) {
    findUsers();
    joinLayers();
    joinSums();
    joinOutputs();
    List<Edge> decided = new ArrayList<>();
    for (int choice : drawn) {
      if (!passed.contains(choice)) {
        decided.addAll(edges(choice));
      }
    }
    TreeSet<Integer> shown = new TreeSet<>();
    drawn.stream()
        .filter(i -> users.containsKey(i) && !passed.contains(i))
        .forEach(i -> shown.add(node[i]));
    decided.forEach(edge -> shown.addAll(edge.from()));
    addCollectors(shown);
    if (shown.isEmpty()) {
      choices.forEach(i -> shown.add(node[i]));
    }
    List<Edge> edges = new ArrayList<>(decided);
    for (int target : shown) {
      Set<Integer> from = plainSources(target, shown);
      if (!from.isEmpty()) {
        edges.add(new Edge(List.copyOf(from), target, ""));
      }
    }
    return renumbered(places, List.copyOf(shown), edges);
  }

  private Value value(int i) {
    return network.values().get(i);
  }

  /** Also a decision between inputs, once it is made. */
  private boolean isLayer(int i) {
    Choice choice = value(i).choice();
    return choice == null
        || (choice.label().isEmpty()
            && !choice.ways().isEmpty()
            && choice.ways().stream().allMatch(way -> way.inner().isEmpty()));
  }

  private Set<Integer> inputs(int i) {
    Choice choice = value(i).choice();
    return choice == null
        ? new LinkedHashSet<>(value(i).inputs())
        : choice.ways().stream()
            .map(Way::from)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void findUsers() {
    for (int i = 0; i < node.length; i++) {
      for (int input : inputs(i)) {
        users.computeIfAbsent(input, u -> new LinkedHashSet<>()).add(i);
      }
    }
  }

  private void joinLayers() {
    for (int i = 0; i < node.length; i++) {
      node[i] = i;
      String name = name(i);
      if (isLayer(i) && inputs(i).size() == 1) {
        int input = inputs(i).iterator().next();
        String before = names.getOrDefault(node[input], "");
        boolean alone = users.get(input).size() == 1;
        boolean sameName = name.isEmpty() || name.equals(before);
        boolean together = inside(input) == inside(i) && (sameName || alone);
        boolean unnamedBefore = !inside(i) && name.isEmpty();
        if (together || unnamedBefore) {
          node[i] = node[input];
        }
      }
      if (!name.isEmpty()) {
        names.merge(node[i], name, (first, later) -> first.equals(INPUT) ? later : first);
      }
    }
  }

  private boolean inside(int i) {
    return value(i).path().startsWith(scope);
  }

  /** The first scope by which a value differs from the part; outputs of decisions have none. */
  private String name(int i) {
    if (i == 0) {
      return INPUT;
    }
    if (drawn.contains(i)) {
      return "";
    }
    String path = value(i).path();
    String common = Strings.commonPrefix(path, scope);
    String rest = path.substring(common.lastIndexOf('/') + 1);
    return rest.substring(0, Math.max(0, rest.indexOf('/')));
  }

  /** A sum that only another one reads, and that no decision leads to, is part of that. */
  private void joinSums() {
    for (int i = node.length - 1; i > 0; i--) {
      Set<Integer> after = users.getOrDefault(i, Set.of());
      boolean plain = isLayer(i) && inside(i) && node[i] == i;
      if (plain && inputs(i).size() > 1 && inputs(i).stream().noneMatch(drawn::contains)) {
        List<Integer> into = after.stream().map(user -> node[user]).distinct().toList();
        if (into.size() == 1 && isLayer(into.get(0)) && inputs(into.get(0)).size() > 1) {
          move(i, into.get(0));
        }
      }
    }
  }

  private void move(int from, int to) {
    for (int i = 0; i < node.length; i++) {
      node[i] = node[i] == from ? to : node[i];
    }
  }

  /** The last first, so that what several of them lead to is known to be one node. */
  private void joinOutputs() {
    for (int choice : ImmutableList.copyOf(drawn).reverse()) {
      List<Integer> after =
          IntStream.range(0, node.length)
              .filter(i -> node[i] == node[choice])
              .boxed()
              .flatMap(i -> users.getOrDefault(i, Set.of()).stream())
              .filter(user -> node[user] != node[choice])
              .toList();
      if (after.stream().map(i -> node[i]).distinct().count() != 1) {
        continue;
      }
      int user = after.get(0);
      String name = names.getOrDefault(node[choice], "");
      boolean sameName = name.isEmpty() || name.equals(names.get(node[user]));
      boolean asItIs = sameName && after.stream().allMatch(i -> readsAsItIs(i, choice));
      if (asItIs && isLayer(node[user]) && inside(user)) {
        move(node[choice], node[user]);
      } else if (name.isEmpty() && drawn.contains(user) && value(choice).choice().selects()) {
        passed.add(choice);
      }
    }
  }

  /** Whether no decision stands between a value and one that reads it. */
  private boolean readsAsItIs(int user, int value) {
    Choice choice = value(user).choice();
    return choice == null
        || (choice.label().isEmpty()
            && choice.ways().stream().allMatch(w -> w.from() != value || w.inner().isEmpty()));
  }

  private List<Edge> edges(int target) {
    Choice choice = value(target).choice();
    Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
    for (Source source : sources(choice)) {
      if (source.node == node[target]) {
        continue; // The same value once more.
      }
      byLabel.computeIfAbsent(source.label, l -> new ArrayList<>()).add(source.node);
    }
    List<Edge> edges = new ArrayList<>();
    byLabel.forEach((label, from) -> edges.add(new Edge(from, node[target], label)));
    return edges;
  }

  private List<Source> sources(Choice choice) {
    List<Source> sources = new ArrayList<>();
    for (Way way : choice.ways()) {
      String label = joined(choice.label(), inner(way));
      if (passed.contains(way.from())) {
        for (Source before : sources(value(way.from()).choice())) {
          sources.add(new Source(before.node, joined(before.label, label)));
        }
      } else {
        sources.add(new Source(node[way.from()], label));
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
    for (int i = 0; i < node.length; i++) {
      if (drawn.contains(i) || inputs(i).stream().anyMatch(dependent::contains)) {
        dependent.add(i);
        boolean collects = inputs(i).stream().map(in -> node[in]).distinct().count() > 1;
        if (isLayer(i) && inside(i) && collects) {
          shown.add(node[i]);
          inputs(i).forEach(input -> shown.add(node[input]));
        }
      }
    }
  }

  private Set<Integer> plainSources(int target, Set<Integer> shown) {
    Set<Integer> sources = new TreeSet<>();
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < node.length; i++) {
      if (node[i] == target && !drawn.contains(i)) {
        inputs(i).forEach(input -> climb(input, target, shown, seen, sources));
      }
    }
    return sources;
  }

  private void climb(
      int i, int target, Set<Integer> shown, Set<Integer> seen, Set<Integer> sources) {
    if (node[i] == target || !seen.add(i)) {
      return;
    }
    if (shown.contains(node[i])) {
      sources.add(node[i]);
    } else {
      inputs(i).forEach(input -> climb(input, target, shown, seen, sources));
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
    return new Part(scope.replaceFirst("/$", ""), places, labels(shown, moved), moved, notes());
  }

  /** What has no name is numbered by its place, as papers number the states of a cell. */
  private List<String> labels(List<Integer> shown, List<Edge> edges) {
    List<String> labels = new ArrayList<>();
    int last = shown.size() - 1;
    boolean collects = edges.stream().filter(e -> e.to() == last).allMatch(Edge::isPlain);
    for (int i = 0; i <= last; i++) {
      String unnamed = i == last && collects ? "out" : Integer.toString(i);
      labels.add(names.getOrDefault(shown.get(i), unnamed));
    }
    return labels;
  }

  private List<Note> notes() {
    Set<String> involved = new LinkedHashSet<>();
    choices.forEach(choice -> involved.addAll(value(choice).choice().involved()));
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
