package io.supernet.drawing;

import com.google.common.base.Strings;
import io.supernet.drawing.Followed.Value;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Divides a network into the parts that are drawn. A decision is drawn in the largest scope that
 * holds it only once, so that repeated cells are drawn once; a network that repeats nothing is
 * divided into its cells, unless all of it is one chain.
 */
final class Parts {

  private final Followed network;
  private final Map<String, List<Integer>> places = new LinkedHashMap<>();

  Parts(Followed network) {
    this.network = network;
    for (int i = 0; i < network.values().size(); i++) {
      Value value = network.values().get(i);
      if (value.choice() != null) {
        places.computeIfAbsent(value.choice().decision(), d -> new ArrayList<>()).add(i);
      }
    }
  }

  List<Part> sketch() {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    places.forEach(
        (decision, all) -> {
          String scope = scope(all);
          List<Integer> group = groups.computeIfAbsent(scope, s -> new ArrayList<>());
          all.stream().filter(i -> path(i).startsWith(scope)).forEach(group::add);
        });
    List<Part> parts = new ArrayList<>();
    for (List<Integer> group : groups.values()) {
      for (List<Integer> choices : divided(group)) {
        parts.add(part(choices));
      }
    }
    return parts;
  }

  /** The largest scope that holds one of these places only, or the scope of the first. */
  private String scope(List<Integer> all) {
    String first = path(all.get(0));
    for (String scope : scopes(first)) {
      if (all.stream().filter(i -> path(i).startsWith(scope)).count() == 1) {
        return scope;
      }
    }
    return first;
  }

  private static List<String> scopes(String path) {
    return IntStream.rangeClosed(0, path.length())
        .filter(end -> end == 0 || path.charAt(end - 1) == '/')
        .mapToObj(end -> path.substring(0, end))
        .toList();
  }

  private List<List<Integer>> divided(List<Integer> choices) {
    String common = common(choices);
    Map<String, List<Integer>> inner = new LinkedHashMap<>();
    for (int i : choices) {
      String rest = path(i).substring(common.length());
      String scope = rest.substring(0, rest.indexOf('/') + 1);
      inner.computeIfAbsent(scope, s -> new ArrayList<>()).add(i);
    }
    if (inner.containsKey("")) {
      return List.of(choices);
    }
    boolean chain = inner.values().stream().allMatch(piece -> part(piece).isChain());
    return chain ? List.of(choices) : List.copyOf(inner.values());
  }

  private Part part(List<Integer> choices) {
    int repeated = places.get(network.values().get(choices.get(0)).choice().decision()).size();
    long here = choices.stream().filter(i -> sameDecision(i, choices.get(0))).count();
    return new PartBuilder(network, common(choices), choices)
        .build(Math.toIntExact(repeated / here));
  }

  private boolean sameDecision(int a, int b) {
    return network
        .values()
        .get(a)
        .choice()
        .decision()
        .equals(network.values().get(b).choice().decision());
  }

  private String common(List<Integer> choices) {
    String common = path(choices.get(0));
    for (int i : choices) {
      common = Strings.commonPrefix(common, path(i));
    }
    return common.substring(0, common.lastIndexOf('/') + 1);
  }

  private String path(int value) {
    return network.values().get(value).path();
  }
}
