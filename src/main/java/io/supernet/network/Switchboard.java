package io.supernet.network;

import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The control flow of one forward pass of a supernet. A decision is a binary tree of {@code Switch}
 * ops driven by its entry of the architecture; each leaf is a branch, and only the chosen one is
 * live. Places that obey the same decision share its predicates.
 */
final class Switchboard {

  /** One step down the tree of a decision. */
  private record Side(Operand<TBool> predicate, boolean taken) {}

  private record Switched(Output<?> data, Output<?> predicate) {}

  private record Split(int decision, int middle) {}

  private final Ops tf;
  private final SearchSpace space;
  private final Map<String, Integer> indices;
  private final Operand<TInt32> architecture;
  private final Operand<TFloat32> live;
  private final FanOut fanOut;
  private final Map<Integer, Operand<TInt32>> choices = new HashMap<>();
  private final Map<Split, Operand<TBool>> predicates = new HashMap<>();
  private final Map<Switched, SwitchCond<TFloat32>> switches = new HashMap<>();
  private final Map<Branch, Operand<TFloat32>> pivots = new HashMap<>();
  private final Map<Branch, Set<String>> opened = new HashMap<>();

  /**
   * Control flow without decisions yet.
   *
   * @param architecture int32 {@code [decisions]}
   */
  Switchboard(Ops tf, Definition definition, Operand<TInt32> architecture) {
    ControlFlowGradients.register();
    this.tf = tf.withName("switch");
    this.space = definition.space();
    this.indices = definition.indices();
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
    Operand<TFloat32> switched = into(inner.outer(), from, value);
    for (Side side : sides(inner)) {
      SwitchCond<TFloat32> op =
          switches.computeIfAbsent(
              new Switched(switched.asOutput(), side.predicate.asOutput()), s -> switchOn(s, side));
      switched = side.taken ? op.outputTrue() : op.outputFalse();
    }
    return switched;
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
    return total(Branch.ROOT, terms);
  }

  private Operand<TFloat32> total(Branch branch, Map<Branch, List<Operand<TFloat32>>> terms) {
    List<Operand<TFloat32>> sum = new ArrayList<>(terms.getOrDefault(branch, List.of()));
    for (String decision : opened.getOrDefault(branch, Set.of())) {
      List<Operand<TFloat32>> options = new ArrayList<>();
      for (int option = 0; option < decision(decision).options().size(); option++) {
        options.add(total(branch.inside(decision, option), terms));
      }
      sum.add(merge(options));
    }
    if (sum.isEmpty()) {
      return into(branch, Branch.ROOT, live);
    }
    return sum(tf, sum);
  }

  /** The sum of scalars, in their order; AddN would take whichever comes handy first. */
  static Operand<TFloat32> sum(Ops tf, List<Operand<TFloat32>> scalars) {
    return scalars.size() == 1 ? scalars.get(0) : tf.sum(tf.stack(scalars), tf.constant(0));
  }

  private SwitchCond<TFloat32> switchOn(Switched what, Side side) {
    @SuppressWarnings("unchecked")
    Operand<TFloat32> data = (Operand<TFloat32>) what.data();
    boolean differentiated = !what.data().equals(live.asOutput());
    return tf.switchCond(differentiated ? fanOut.use(data) : data, side.predicate);
  }

  private List<Side> sides(Branch branch) {
    List<Side> sides = new ArrayList<>();
    int low = 0;
    int high = decision(branch.decision()).options().size();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      boolean upper = branch.option() >= middle;
      sides.add(new Side(predicate(indices.get(branch.decision()), middle), upper));
      low = upper ? middle : low;
      high = upper ? high : middle;
    }
    return sides;
  }

  private Operand<TBool> predicate(int decision, int middle) {
    return predicates.computeIfAbsent(
        new Split(decision, middle),
        s -> tf.math.greaterEqual(choice(decision), tf.constant(middle)));
  }

  private Operand<TInt32> choice(int decision) {
    return choices.computeIfAbsent(
        decision, d -> tf.gather(architecture, tf.constant(d), tf.constant(0)));
  }

  private Decision decision(String name) {
    return space.decisions().get(indices.get(name));
  }
}
