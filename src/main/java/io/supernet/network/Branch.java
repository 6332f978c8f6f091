package io.supernet.network;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a layer stands: computed always, or only when enclosing decisions choose so.
 *
 * @param steps the options that lead to it, outer ones first; none for what is always computed
 */
record Branch(List<Step> steps) {

  /** An option of a decision. */
  record Step(String decision, int option) {}

  /** What is always computed. */
  static final Branch ROOT = new Branch(List.of());

  Branch {
    steps = ImmutableList.copyOf(steps);
  }

  Branch inside(String innerDecision, int innerOption) {
    Step step = new Step(innerDecision, innerOption);
    return new Branch(ImmutableList.<Step>builder().addAll(steps).add(step).build());
  }

  boolean isRoot() {
    return steps.isEmpty();
  }

  /** The branch around this one, which is not the root. */
  Branch outer() {
    return new Branch(steps.subList(0, steps.size() - 1));
  }

  /** The decision whose option this branch is; empty for the root. */
  String decision() {
    return isRoot() ? "" : steps.get(steps.size() - 1).decision();
  }

  /** The option that this branch, which is not the root, is. */
  int option() {
    return steps.get(steps.size() - 1).option();
  }

  /** The option of a decision, if this branch is inside one of its options. */
  OptionalInt decided(String name) {
    return steps.stream()
        .filter(step -> step.decision().equals(name))
        .mapToInt(Step::option)
        .findFirst();
  }

  /** Whether it is computed for an architecture. */
  boolean chosen(Taken taken) {
    for (Step step : steps) {
      if (taken.option(step.decision()) != step.option()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the other branch is this one or lies in it. */
  boolean encloses(Branch other) {
    int depth = steps.size();
    return other.steps.size() >= depth && other.steps.subList(0, depth).equals(steps);
  }
}
