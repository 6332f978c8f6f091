package io.supernet.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The control flow of one forward pass of a supernet. At a decision a value goes to one of several
 * branches, driven by the decision's entry of the architecture; only the chosen branch is live.
 */
final class Switchboard {

  private record Switched(Output<?> data, String decision) {}

  private final Ops tf;
  private final Switches all;
  private final Operand<TInt32> architecture;
  private final Operand<TFloat32> live;
  private final FanOut fanOut;
  private final Map<String, Operand<TInt32>> choices = new HashMap<>();
  private final Map<Switched, List<Operand<TFloat32>>> switches = new HashMap<>();
  private final Map<Branch, Operand<TFloat32>> pivots = new HashMap<>();
  private final Map<Branch, Set<String>> opened = new HashMap<>();

  /**
   * Control flow without decisions yet.
   *
   * @param architecture int32 {@code [switches]}, as {@link Definition#switches} gives it
   */
  Switchboard(Ops tf, Definition definition, Operand<TInt32> architecture) {
    ControlFlow.registerGradients();
    this.tf = tf.withName("switch");
    this.all = definition.allSwitches();
    this.architecture = architecture;
    this.live = this.tf.constant(0f);
    this.fanOut = new FanOut(tf);
  }

  /** Through which every value goes to those who use it. */
  FanOut fanOut() {
    return fanOut;
  }

  /** The branch of an option. */
  Branch open(Branch outer, String decision, int option) {
    opened.computeIfAbsent(outer, b -> new LinkedHashSet<>()).add(decision);
    return outer.inside(decision, option);
  }

  /** A value of an enclosing branch, live only where the inner branch is. */
  Operand<TFloat32> into(Branch inner, Branch from, Operand<TFloat32> value) {
    if (inner.equals(from)) {
      return value;
    }
    Operand<TFloat32> outside = into(inner.outer(), from, value);
    return switches
        .computeIfAbsent(new Switched(outside.asOutput(), inner.decision()), s -> open(s, outside))
        .get(inner.option());
  }

  /**
   * An op that is live only where the branch is: what has no input from the network depends on it.
   */
  Operand<TFloat32> pivot(Branch branch) {
    return pivots.computeIfAbsent(branch, b -> tf.identity(into(b, Branch.ROOT, live)));
  }

  /** The output of the chosen option. */
  Operand<TFloat32> merge(List<Operand<TFloat32>> outputs) {
    return tf.merge(outputs).output();
  }

  /**
   * The sum of scalars that are each live in a branch only. A plain sum of all would be dead as
   * soon as one term is; here the terms of each decision's options are merged before they are added
   * to what is always live.
   */
  Operand<TFloat32> total(Map<Branch, List<Operand<TFloat32>>> terms) {
    return total(terms, live);
  }

  /**
   * The same of values of any shape.
   *
   * @param zero of that shape, always live
   */
  Operand<TFloat32> total(Map<Branch, List<Operand<TFloat32>>> terms, Operand<TFloat32> zero) {
    return total(Branch.ROOT, terms, zero);
  }

  private Operand<TFloat32> total(
      Branch branch, Map<Branch, List<Operand<TFloat32>>> terms, Operand<TFloat32> zero) {
    List<Operand<TFloat32>> sum = new ArrayList<>(terms.getOrDefault(branch, List.of()));
    for (String decision : opened.getOrDefault(branch, Set.of())) {
      List<Operand<TFloat32>> options = new ArrayList<>();
      for (int option = 0; option < all.options(decision); option++) {
        options.add(total(branch.inside(decision, option), terms, zero));
      }
      sum.add(merge(options));
    }
    if (sum.isEmpty()) {
      return into(branch, Branch.ROOT, zero);
    }
    return sum(tf, sum);
  }

  /**
   * The sum of values of one shape, in their order; AddN would take whichever comes handy first.
   */
  static Operand<TFloat32> sum(Ops tf, List<Operand<TFloat32>> values) {
    return values.size() == 1 ? values.get(0) : tf.sum(tf.stack(values), tf.constant(0));
  }

  private List<Operand<TFloat32>> open(Switched key, Operand<TFloat32> value) {
    Operand<TInt32> option = choice(key.decision);
    int options = all.options(key.decision);
    // Constants need no gradient.
    return value.equals(live)
        ? ControlFlow.switchOn(tf, value, option, options)
        : fanOut.switchOn(value, option, options);
  }

  private Operand<TInt32> choice(String decision) {
    return choices.computeIfAbsent(
        decision, d -> tf.gather(architecture, tf.constant(all.index(d)), tf.constant(0)));
  }
}
