package io.supernet.drawing;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.supernet.drawing.Followed.Choice;
import io.supernet.drawing.Followed.Value;
import io.supernet.drawing.Followed.Way;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which values of a part are one node. Layers with one input belong to the node of that input; the
 * output of a decision that only one sum or concatenation reads belongs to that; everything else is
 * a node of its own. A node is known by the value that it begins with.
 */
final class Nodes {

  private static final String INPUT = "input";

  private final Followed network;
  private final String scope;

  /** The choices that an edge can show. */
  private final Set<Integer> drawn;

  /** The node of each value. */
  private final int[] node;

  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<Integer, Set<Integer>> users = new LinkedHashMap<>();

  /** Decisions between inputs that only one other drawn decision reads: drawn as one edge. */
  private final Set<Integer> passed = new HashSet<>();

  Nodes(Followed network, String scope, Collection<Integer> choices) {
    this.network = network;
    this.scope = scope;
    this.drawn = new LinkedHashSet<>(choices);
    drawn.removeIf(this::isLayer);
    this.node = new int[network.values().size()];
    findUsers();
    joinLayers();
    joinSums();
    joinOutputs();
  }

  /** How many values there are. */
  int values() {
    return node.length;
  }

  /** The node of a value. */
  int of(int value) {
    return node[value];
  }

  /** The name of a node; empty if it has none. */
  String nameOf(int ofNode) {
    return names.getOrDefault(ofNode, "");
  }

  /** The choices that an edge can show. */
  Set<Integer> drawn() {
    return drawn;
  }

  boolean isPassed(int choice) {
    return passed.contains(choice);
  }

  boolean isRead(int value) {
    return users.containsKey(value);
  }

  Value value(int i) {
    return network.values().get(i);
  }

  /** Also a decision between inputs, once it is made. */
  boolean isLayer(int i) {
    Choice choice = value(i).choice();
    return choice == null
        || (choice.label().isEmpty()
            && !choice.ways().isEmpty()
            && choice.ways().stream().allMatch(way -> way.inner().isEmpty()));
  }

  Set<Integer> inputs(int i) {
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
      Set<Integer> inputs = inputs(i);
      long sources = inputs.stream().map(in -> node[in]).distinct().count();
      if (isLayer(i) && (inputs.size() == 1 || (sources == 1 && !inside(i)))) {
        int input = inputs.iterator().next();
        String before = names.getOrDefault(node[input], "");
        boolean alone = users.get(input).size() == 1;
        boolean sameName = name.isEmpty() || name.equals(before);
        boolean together = inside(input) == inside(i) && (sameName || alone);
        boolean outside = !inside(i) && !before.equals(INPUT);
        if (together || outside) {
          node[i] = node[input];
        }
      }
      if (!name.isEmpty()) {
        names.merge(node[i], name, (first, later) -> first.equals(INPUT) ? later : first);
      }
    }
  }

  boolean inside(int i) {
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
      boolean plain = isLayer(i) && inside(i) && node[i] == i;
      boolean selection = value(i).choice() != null;
      boolean undecided = selection || inputs(i).stream().noneMatch(drawn::contains);
      if (plain && inputs(i).size() > 1 && undecided) {
        List<Integer> into = readers(i).stream().map(user -> node[user]).distinct().toList();
        if (into.size() == 1 && isLayer(into.get(0)) && inputs(into.get(0)).size() > 1) {
          move(i, into.get(0));
        }
      }
    }
  }

  /** What reads a node from outside. */
  private List<Integer> readers(int ofNode) {
    return IntStream.range(0, node.length)
        .filter(i -> node[i] == ofNode)
        .boxed()
        .flatMap(i -> users.getOrDefault(i, Set.of()).stream())
        .filter(user -> node[user] != ofNode)
        .toList();
  }

  private void move(int from, int to) {
    for (int i = 0; i < node.length; i++) {
      node[i] = node[i] == from ? to : node[i];
    }
  }

  /** The last first, so that what several of them lead to is known to be one node. */
  private void joinOutputs() {
    for (int choice : ImmutableList.copyOf(drawn).reverse()) {
      List<Integer> after = readers(node[choice]);
      if (after.stream().map(i -> node[i]).distinct().count() != 1) {
        continue;
      }
      int user = after.get(0);
      String name = names.getOrDefault(node[choice], "");
      boolean sameName = name.isEmpty() || name.equals(names.get(node[user]));
      boolean asItIs = sameName && after.stream().allMatch(i -> readsAsItIs(i, choice));
      if (asItIs && inside(user) && (isLayer(node[user]) || readsAlways(user, choice))) {
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
        || readsAlways(user, value)
        || (choice.label().isEmpty()
            && choice.ways().stream().allMatch(w -> w.from() != value || w.inner().isEmpty()));
  }

  private boolean readsAlways(int user, int value) {
    Choice choice = value(user).choice();
    return choice != null
        && choice.ways().stream().anyMatch(way -> way.from() == value && way.always());
  }
}
