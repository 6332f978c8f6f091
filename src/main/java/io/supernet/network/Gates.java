package io.supernet.network;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Wiring.Costs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The switches of a supernet that nobody chooses: a gate leads to values that are wanted together,
 * and is open where an architecture wants them. What stands behind a closed gate is not computed,
 * and its weights are not trained. In an architecture that does not connect output and input all
 * are open.
 */
final class Gates {

  /** What stands behind no gate. */
  static final int NONE = -1;

  static final int OPEN = 0;
  private static final int CLOSED = 1;

  /** How many options each has. */
  static final int OPTIONS = 2;

  private final Demand demand;
  private final List<Integer> anchors = new ArrayList<>();
  private final ImmutableList<Integer> ofCalls;
  private final ImmutableList<String> names;

  Gates(Wiring wiring) {
    this.demand = new Demand(wiring);
    ImmutableList.Builder<Integer> gates = ImmutableList.builder();
    for (int value : wiring.calls()) {
      int anchor = demand.anchor(value);
      if (anchor != Demand.NONE && !anchors.contains(anchor)) {
        anchors.add(anchor);
      }
      gates.add(anchors.indexOf(anchor));
    }
    this.ofCalls = gates.build();
    this.names =
        IntStream.range(0, anchors.size())
            .mapToObj(Gates::name)
            .collect(ImmutableList.toImmutableList());
  }

  /** Names unlike those of decisions. */
  ImmutableList<String> names() {
    return names;
  }

  static String name(int gate) {
    return "\0gate" + gate;
  }

  /** The gate before what a call for a layer, a weight or a choice gives, counted from 0. */
  int of(int call) {
    return ofCalls.get(call);
  }

  /** How many such calls there are. */
  int calls() {
    return ofCalls.size();
  }

  /** Whether one of the names is that of a gate which is closed wherever the other is. */
  boolean implies(String gate, String other) {
    int first = names.indexOf(gate);
    int second = names.indexOf(other);
    return first >= 0 && second >= 0 && demand.implies(anchors.get(first), anchors.get(second));
  }

  /** What the switches are for an architecture. */
  int[] of(Costs costs) {
    return anchors.stream()
        .mapToInt(anchor -> costs.wanted().get(anchor) || !costs.connected() ? OPEN : CLOSED)
        .toArray();
  }
}
