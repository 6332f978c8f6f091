package io.supernet.spaces;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.supernet.Text;
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

  private static final String CONCAT = "range(2, 6)";

  /** Spaces beside punctuation, which mean nothing. */
  private static final Pattern SPACES = Pattern.compile(" ?([()\\[\\],=]) ?");

  private static final Pattern GENOTYPE =
      Pattern.compile(
          "Genotype\\(normal=\\[([^\\]]*)\\](?:,normal_concat=(range\\([^)]*\\)|\\[[^\\]]*\\]))?"
              + ",reduce=\\[([^\\]]*)\\](?:,reduce_concat=(range\\([^)]*\\)|\\[[^\\]]*\\]))?,?\\)");
  private static final Pattern EDGE = Pattern.compile("\\('(\\w+)',(\\d{1,9})\\)");
  private static final Splitter BETWEEN_EDGES = Splitter.on(Pattern.compile("(?<=\\)),"));
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
    return Text.of(
        "Genotype(normal=%s, normal_concat=%s, reduce=%s, reduce_concat=%s)",
        cell(space, architecture, false), CONCAT, cell(space, architecture, true), CONCAT);
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    String genotype = PUBLISHED.getOrDefault(text.strip(), text.strip());
    // One space each first: else a long row of them is gone through from each of its ends.
    String collapsed = CharMatcher.whitespace().collapseFrom(genotype, ' ');
    Matcher matcher = GENOTYPE.matcher(SPACES.matcher(collapsed).replaceAll("$1"));
    if (!matcher.matches()) {
      throw Notation.wrong(
          space,
          text,
          "write Genotype(normal=[('sep_conv_3x3', 0), …], normal_concat=range(2, 6), "
              + "reduce=[…], reduce_concat=range(2, 6))");
    }
    int[] choices = new int[space.decisions().size()];
    for (boolean reduction : new boolean[] {false, true}) {
      String name = reduction ? "reduce" : "normal";
      String concat = matcher.group(reduction ? 4 : 2);
      if (concat != null && !concat.equals("range(2,6)") && !concat.equals("[2,3,4,5]")) {
        throw Notation.wrong(
            space,
            text,
            name + "_concat is " + concat + "; all nodes are joined here, so write " + CONCAT);
      }
      List<Edge> edges = edges(space, matcher.group(reduction ? 3 : 1), text);
      if (edges.size() != 2 * Darts.NODES) {
        throw Notation.wrong(
            space,
            text,
            "its '" + name + "' cell has " + edges.size() + " edges instead of " + 2 * Darts.NODES);
      }
      for (int node = 0; node < Darts.NODES; node++) {
        take(space, choices, reduction, node + INPUTS, edges.subList(2 * node, 2 * node + 2), text);
      }
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
      throw Notation.wrong(
          space,
          text,
          Text.of(
              "node %s reads the states %s and %s; it takes two different ones below %s",
              node, first.from, second.from, node));
    }
    if (pairs.size() > 1) {
      choices[space.index(prefix + "_inputs")] = pairs.indexOf(pair);
    }
    choices[space.index(prefix + "_op1")] = operation(space, prefix + "_op1", first, text);
    choices[space.index(prefix + "_op2")] = operation(space, prefix + "_op2", second, text);
  }

  private static int operation(SearchSpace space, String decision, Edge edge, String text) {
    List<String> options = space.decisions().get(space.index(decision)).options();
    if (!options.contains(edge.operation)) {
      throw Notation.wrong(space, text, "'" + edge.operation + "' is none of " + options);
    }
    return options.indexOf(edge.operation);
  }

  private static String cell(SearchSpace space, Architecture architecture, boolean reduction) {
    List<String> edges = new ArrayList<>();
    for (int node = INPUTS; node < INPUTS + Darts.NODES; node++) {
      String prefix = Darts.prefix(reduction, node);
      List<int[]> pairs = Darts.pairs(node);
      int pair = pairs.size() == 1 ? 0 : architecture.choice(space.index(prefix + "_inputs"));
      for (int i = 0; i < 2; i++) {
        int decision = space.index(prefix + "_op" + (i + 1));
        String operation =
            space.decisions().get(decision).options().get(architecture.choice(decision));
        edges.add("('" + operation + "', " + pairs.get(pair)[i] + ")");
      }
    }
    return edges.toString();
  }

  private static List<Edge> edges(SearchSpace space, String cell, String text) {
    List<Edge> edges = new ArrayList<>();
    for (String entry : BETWEEN_EDGES.omitEmptyStrings().split(cell)) {
      Matcher edge = EDGE.matcher(entry);
      if (!edge.matches()) {
        throw Notation.wrong(
            space, text, "'" + entry + "' is no operation and state as ('sep_conv_3x3', 0)");
      }
      edges.add(new Edge(edge.group(1), Integer.parseInt(edge.group(2))));
    }
    return edges;
  }

  private static List<String> pairs(int states) {
    return Darts.pairs(states).stream().map(p -> p[0] + "+" + p[1]).toList();
  }

  private static String published(String normal, String reduce) {
    return Text.of("Genotype(normal=[%s], reduce=[%s])", literal(normal), literal(reduce));
  }

  private static String literal(String edges) {
    return edges.replaceAll("(\\w+) (\\d)", "('$1', $2),");
  }
}
