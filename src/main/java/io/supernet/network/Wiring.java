package io.supernet.network;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.supernet.cost.Cost;
import io.supernet.cost.LiveCost;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The values of a network and what each is computed from, all options of all decisions at once.
 * Read once, it says what any architecture costs without reading the network again.
 */
final class Wiring {

  /** Nothing of the input or of a weight is in the value. */
  private static final byte CONSTANT = 0;

  /** It is computed from weights alone. */
  private static final byte OF_WEIGHTS = 1;

  /** It depends on the network's input. */
  private static final byte OF_INPUT = 2;

  /** How values come about. */
  enum Kind {
    INPUT,
    WEIGHT,
    /** A weight of which others are parts; costs nothing itself. */
    WHOLE,
    ZEROS,
    LAYER,
    CHOICE
  }

  /**
   * An option in one place of a decision, and all that is computed only if it is chosen there.
   *
   * @param outer position of the scope around it; its own for the root, which is the first
   * @param choice position of the decision among the switches
   */
  record Scope(int outer, int choice, int option) {}

  /**
   * A value.
   *
   * @param scope position of the scope in which it is computed
   * @param inputs positions of what it is computed from; of a choice the outputs of its options
   * @param number of a weight: which name it has; of a choice: the decision among the switches
   * @param amount multiply-adds of a layer, scalars of a weight
   * @param options scopes of the options of a choice
   */
  record Node(
      Kind kind,
      int scope,
      ImmutableList<Integer> inputs,
      int number,
      long amount,
      ImmutableList<Integer> options) {}

  /**
   * What one architecture costs.
   *
   * @param connected whether its output depends on the input
   * @param wanted the values on which the output depends
   */
  record Costs(Cost cost, LiveCost live, boolean connected, BitSet wanted) {}

  private final ImmutableList<Scope> scopes;
  private final Node[] nodes;
  private final int[][] inputs;
  private final int output;
  private final ImmutableList<String> weights;
  private final ImmutableSet<String> elastic;
  private final ImmutableList<Derived> derived;
  private final ImmutableList<Integer> calls;

  /**
   * A wiring.
   *
   * @param scopes outer ones first
   * @param nodes each after those that it is computed from
   * @param output position of the logits
   * @param weights the names that weights have
   * @param elastic those of them of which options use parts
   * @param derived the choices that follow from decisions, as each place states them
   * @param calls what each call for a layer, a weight or a choice has given, in their order
   */
  Wiring(
      List<Scope> scopes,
      List<Node> nodes,
      int output,
      List<String> weights,
      Set<String> elastic,
      List<Derived> derived,
      List<Integer> calls) {
    this.scopes = ImmutableList.copyOf(scopes);
    this.nodes = nodes.toArray(Node[]::new);
    this.inputs =
        nodes.stream()
            .map(node -> node.inputs().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    this.output = output;
    this.weights = ImmutableList.copyOf(weights);
    this.elastic = ImmutableSet.copyOf(elastic);
    this.derived = ImmutableList.copyOf(derived);
    this.calls = ImmutableList.copyOf(calls);
  }

  /** The scopes, outer ones first. */
  ImmutableList<Scope> scopes() {
    return scopes;
  }

  /** The values, each after those that it is computed from; the input is the first. */
  List<Node> nodes() {
    return Collections.unmodifiableList(Arrays.asList(nodes));
  }

  /** Positions of what each call for a layer, a weight or a choice has given, in their order. */
  ImmutableList<Integer> calls() {
    return calls;
  }

  /** Whether a value of one place of a decision is read in another. */
  boolean leaks() {
    for (int i = 0; i < nodes.length; i++) {
      for (int k = 0; k < inputs[i].length; k++) {
        boolean isChoice = nodes[i].kind() == Kind.CHOICE;
        int scope = isChoice ? nodes[i].options().get(k) : nodes[i].scope();
        int from = nodes[inputs[i][k]].scope();
        while (scope > from) {
          scope = scopes.get(scope).outer();
        }
        if (scope != from) {
          return true;
        }
      }
    }
    return false;
  }

  /** Position of the logits. */
  int output() {
    return output;
  }

  /** What an architecture costs. */
  Costs costs(Taken taken) {
    derived.forEach(choice -> choice.check(taken));
    return new Walk(taken.options()).costs();
  }

  /** One architecture: forward to what the input reaches, backward to what reaches the output. */
  private final class Walk {

    private final int[] switches;
    private final boolean[] computed = new boolean[scopes.size()];
    private final byte[] flow = new byte[nodes.length];
    private final int[] depth = new int[nodes.length];

    Walk(int[] switches) {
      this.switches = switches;
      computed[0] = true;
      for (int i = 1; i < computed.length; i++) {
        Scope scope = scopes.get(i);
        computed[i] = computed[scope.outer()] && switches[scope.choice()] == scope.option();
      }
    }

    Costs costs() {
      Cost cost = forward();
      return new Costs(cost, backward(), flow[output] == OF_INPUT, wanted());
    }

    private Cost forward() {
      boolean[] met = new boolean[weights.size()];
      long macs = 0;
      long parameters = 0;
      for (int i = 0; i < nodes.length; i++) {
        Node node = nodes[i];
        if (!computed[node.scope()]) {
          continue;
        }
        switch (node.kind()) {
          case INPUT -> flow[i] = OF_INPUT;
          case WEIGHT -> {
            if (met[node.number()]) {
              String name = weights.get(node.number());
              throw elastic.contains(name)
                  ? ArchitectureReading.twoParts(name)
                  : TraceReading.twice(name);
            }
            met[node.number()] = true;
            flow[i] = OF_WEIGHTS;
            parameters += node.amount();
          }
          case WHOLE -> flow[i] = OF_WEIGHTS;
          case ZEROS -> flow[i] = CONSTANT;
          case CHOICE -> {
            int taken = taken(i);
            flow[i] = flow[taken];
            depth[i] = depth[taken];
          }
          case LAYER -> {
            macs += node.amount();
            flow(i);
          }
        }
      }
      return new Cost(macs, parameters);
    }

    private void flow(int layer) {
      byte most = inputs[layer].length == 0 ? CONSTANT : OF_WEIGHTS;
      int before = 0;
      for (int input : inputs[layer]) {
        if (flow[input] == OF_INPUT) {
          most = OF_INPUT;
          before = Math.max(before, depth[input]);
        } else if (flow[input] == CONSTANT && most == OF_WEIGHTS) {
          most = CONSTANT;
        }
      }
      flow[layer] = most;
      depth[layer] = before + (most == OF_INPUT && nodes[layer].amount() > 0 ? 1 : 0);
    }

    private LiveCost backward() {
      boolean[] read = new boolean[nodes.length];
      read[output] = true;
      long macs = 0;
      long parameters = 0;
      for (int i = nodes.length - 1; i >= 0; i--) {
        if (!read[i] || flow[i] == CONSTANT || (i == output && flow[i] != OF_INPUT)) {
          continue;
        }
        switch (nodes[i].kind()) {
          case WEIGHT -> parameters += nodes[i].amount();
          case CHOICE -> read[taken(i)] = true;
          case LAYER -> {
            macs += nodes[i].amount();
            for (int input : inputs[i]) {
              read[input] = true;
            }
          }
          case INPUT, WHOLE, ZEROS -> {
            // Costs nothing.
          }
        }
      }
      return new LiveCost(macs, parameters, depth[output]);
    }

    private BitSet wanted() {
      BitSet wanted = new BitSet(nodes.length);
      wanted.set(output);
      for (int i = output; i >= 0; i--) {
        if (wanted.get(i) && nodes[i].kind() == Kind.CHOICE) {
          wanted.set(taken(i));
        } else if (wanted.get(i)) {
          for (int input : inputs[i]) {
            wanted.set(input);
          }
        }
      }
      return wanted;
    }

    private int taken(int choice) {
      return inputs[choice][switches[nodes[choice].number()]];
    }
  }
}
