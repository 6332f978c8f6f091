package io.supernet.drawing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * A network as it was followed from its input to its output: the values that are computed in any
 * case. What lies inside a candidate is not among them.
 *
 * @param values in the order of the network, which is topological; the first is the input
 * @param decisions the options of all decisions, nested ones included, if they are to be listed
 */
public record Followed(List<Value> values, Map<String, List<String>> decisions) {

  public Followed {
    values = ImmutableList.copyOf(values);
    decisions = ImmutableMap.copyOf(decisions);
  }

  /**
   * One value.
   *
   * @param path scope in which it is computed: empty, or names that each end in {@code /}
   * @param inputs of a layer: indices of earlier values; empty for a decision
   * @param choice the decision whose output it is; null for the input and for layers
   */
  public record Value(String path, List<Integer> inputs, Choice choice) {

    public Value {
      inputs = ImmutableList.copyOf(inputs);
    }
  }

  /**
   * A decision at one place.
   *
   * @param decision its name
   * @param label what an edge of it is called
   * @param selects whether its options differ in what they read, so that the edges alone say what
   *     is chosen
   * @param ways from earlier values to its output; none where the path is cut
   * @param involved it and the decisions nested in it
   */
  public record Choice(
      String decision, String label, boolean selects, List<Way> ways, List<String> involved) {

    public Choice {
      ways = ImmutableList.copyOf(ways);
      involved = ImmutableList.copyOf(involved);
    }
  }

  /**
   * A way through the candidates of a decision.
   *
   * @param from index of the value that it begins with
   * @param inner what nested decisions say on the way: chosen options, or their own names
   * @param always whether every option has this way, although the decision is about what is read
   */
  public record Way(int from, List<String> inner, boolean always) {

    public Way {
      inner = ImmutableList.copyOf(inner);
    }
  }
}
