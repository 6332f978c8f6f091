package io.supernet.spaces;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import io.supernet.space.Notation;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The genotypes of DARTS as its program prints them: {@code Genotype(normal=[('sep_conv_3x3', 0),
 * ('sep_conv_3x3', 1), …], normal_concat=range(2, 6), reduce=[…], reduce_concat=range(2, 6))}, two
 * operations and the states they read for each node. Reads also {@code DARTS_V1} and {@code
 * DARTS_V2}, the paper's results.
 */
final class GenotypeNotation implements Notation {

  private static final Pattern CELL = Pattern.compile("(normal|reduce)=\\[([^\\]]*)\\]");
  private static final Pattern EDGE = Pattern.compile("\\(\\s*'(\\w+)'\\s*,\\s*(\\d+)\\s*\\)");
  private static final int INPUTS = 2;

  private static final ImmutableMap<String, String> PUBLISHED =
      ImmutableMap.of(
          "DARTS_V1",
          published(
              "sep_conv_3x3 1 sep_conv_3x3 0 skip_connect 0 sep_conv_3x3 1 "
                  + "skip_connect 0 sep_conv_3x3 1 sep_conv_3x3 0 skip_connect 2",
              "max_pool_3x3 0 max_pool_3x3 1 skip_connect 2 max_pool_3x3 0 "
                  + "max_pool_3x3 0 skip_connect 2 skip_connect 2 avg_pool_3x3 0"),
          "DARTS_V2",
          published(
              "sep_conv_3x3 0 sep_conv_3x3 1 sep_conv_3x3 0 sep_conv_3x3 1 "
                  + "sep_conv_3x3 1 skip_connect 0 skip_connect 0 dil_conv_3x3 2",
              "max_pool_3x3 0 max_pool_3x3 1 skip_connect 2 max_pool_3x3 1 "
                  + "max_pool_3x3 0 skip_connect 2 skip_connect 2 max_pool_3x3 1"));

  /** An operation and the state that it reads. */
  private record Edge(String operation, int from) {}

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    return "Genotype(normal=%s, normal_concat=range(2, 6), reduce=%s, reduce_concat=range(2, 6))"
        .formatted(cell(space, architecture, false), cell(space, architecture, true));
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    String genotype = PUBLISHED.getOrDefault(text.strip(), text);
    int[] choices = new int[space.decisions().size()];
    boolean[] found = new boolean[2];
    Matcher cell = CELL.matcher(genotype);
    while (cell.find()) {
      boolean reduction = cell.group(1).equals("reduce");
      found[reduction ? 1 : 0] = true;
      List<Edge> edges = edges(cell.group(2));
      if (edges.size() != 2 * Darts.NODES) {
        throw wrong(
            text,
            "its '"
                + cell.group(1)
                + "' cell has "
                + edges.size()
                + " edges instead of "
                + 2 * Darts.NODES);
      }
      for (int node = 0; node < Darts.NODES; node++) {
        take(space, choices, reduction, node + INPUTS, edges.subList(2 * node, 2 * node + 2), text);
      }
    }
    if (!found[0] || !found[1]) {
      throw wrong(text, "write Genotype(normal=[('sep_conv_3x3', 0), …], reduce=[…])");
    }
    return Architecture.of(choices);
  }

  private static void take(
      SearchSpace space, int[] choices, boolean reduction, int node, List<Edge> two, String text) {
    int lower = two.get(0).from < two.get(1).from ? 0 : 1;
    Edge first = two.get(lower);
    Edge second = two.get(1 - lower);
    String prefix = Darts.prefix(reduction, node);
    List<String> pairs = pairs(node);
    String pair = first.from + "+" + second.from;
    if (!pairs.contains(pair)) {
      throw wrong(
          text,
          "node "
              + node
              + " reads the states "
              + first.from
              + " and "
              + second.from
              + "; it takes two different ones below "
              + node);
    }
    if (pairs.size() > 1) {
      choices[index(space, prefix + "_inputs")] = pairs.indexOf(pair);
    }
    choices[index(space, prefix + "_op1")] = operation(space, prefix + "_op1", first, text);
    choices[index(space, prefix + "_op2")] = operation(space, prefix + "_op2", second, text);
  }

  private static int operation(SearchSpace space, String decision, Edge edge, String text) {
    List<String> options = space.decisions().get(index(space, decision)).options();
    if (!options.contains(edge.operation)) {
      throw wrong(text, "'" + edge.operation + "' is none of " + options);
    }
    return options.indexOf(edge.operation);
  }

  private static String cell(SearchSpace space, Architecture architecture, boolean reduction) {
    List<String> edges = new ArrayList<>();
    for (int node = INPUTS; node < INPUTS + Darts.NODES; node++) {
      String prefix = Darts.prefix(reduction, node);
      List<int[]> pairs = Darts.pairs(node);
      int pair = pairs.size() == 1 ? 0 : architecture.choice(index(space, prefix + "_inputs"));
      for (int i = 0; i < 2; i++) {
        int decision = index(space, prefix + "_op" + (i + 1));
        String operation =
            space.decisions().get(decision).options().get(architecture.choice(decision));
        edges.add("('" + operation + "', " + pairs.get(pair)[i] + ")");
      }
    }
    return edges.toString();
  }

  private static List<Edge> edges(String text) {
    return EDGE.matcher(text)
        .results()
        .map(m -> new Edge(m.group(1), Integer.parseInt(m.group(2))))
        .toList();
  }

  private static List<String> pairs(int states) {
    return Darts.pairs(states).stream().map(p -> p[0] + "+" + p[1]).toList();
  }

  private static int index(SearchSpace space, String decision) {
    for (int i = 0; i < space.decisions().size(); i++) {
      if (space.decisions().get(i).name().equals(decision)) {
        return i;
      }
    }
    throw new IllegalArgumentException("The space has no decision " + decision);
  }

  private static String published(String normal, String reduce) {
    return "Genotype(normal=[%s], reduce=[%s])".formatted(literal(normal), literal(reduce));
  }

  private static String literal(String edges) {
    return edges.replaceAll("(\\w+) (\\d)", "('$1', $2)");
  }

  private static SupernetException wrong(String text, String why) {
    return new SupernetException(
        Kind.USAGE, "'" + text + "' is not a genotype of this space: " + why + ".");
  }
}
