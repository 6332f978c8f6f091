package io.supernet.network;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a layer stands: computed always, or only when enclosing decisions choose so.
 *
 * @param outer the branch around this one; null for the root, which is always computed
 * @param decision name of the decision whose option this branch is
 * @param option index of the option
 */
record Branch(Branch outer, String decision, int option) {

  /** What is always computed. */
  static final Branch ROOT = new Branch(null, "", 0);

  Branch inside(String innerDecision, int innerOption) {
    return new Branch(this, innerDecision, innerOption);
  }

  boolean isRoot() {
    return outer == null;
  }

  /** The option of a decision, if this branch is inside one of its options. */
  OptionalInt decided(String name) {
    for (Branch b = this; !b.isRoot(); b = b.outer) {
      if (b.decision.equals(name)) {
        return OptionalInt.of(b.option);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Whether it is computed for an architecture.
   *
   * @param switches as {@link Definition#switches} gives them
   * @param indices the position of each decision in them
   */
  boolean chosen(int[] switches, Map<String, Integer> indices) {
    for (Branch b = this; !b.isRoot(); b = b.outer) {
      if (switches[indices.get(b.decision)] != b.option) {
        return false;
      }
    }
    return true;
  }

  /** Whether the other branch is this one or lies in it. */
  boolean encloses(Branch other) {
    for (Branch b = other; b != null; b = b.outer) {
      if (b.equals(this)) {
        return true;
      }
    }
    return false;
  }
}
