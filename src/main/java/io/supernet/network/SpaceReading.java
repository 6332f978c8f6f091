package io.supernet.network;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The space reading: follows every option of every decision and notes them in the order in which
 * they are met.
 */
final class SpaceReading extends TraceReading {

  /** A decision as met so far; it matters always, or in the listed branches. */
  private static final class Met {
    private final Decision decision;
    private final Set<Branch> inside = new LinkedHashSet<>();
    private boolean always;

    Met(String name, List<String> options) {
      this.decision = new Decision(name, options);
    }
  }

  private final Map<String, Met> met = new LinkedHashMap<>();
  private final Map<String, Derived> derived = new LinkedHashMap<>();
  private final Multimap<String, Branch> weights = HashMultimap.create();

  SpaceReading(Map<String, List<Long>> knownShapes) {
    super(knownShapes);
  }

  @Override
  void meet(String decision, List<String> options) {
    if (derived.containsKey(decision)) {
      throw new SupernetException(
          Kind.USAGE,
          "Two choices of the network are named '" + decision + "'; rename one of them.");
    }
    List<String> known = met.computeIfAbsent(decision, d -> new Met(d, options)).decision.options();
    if (!known.equals(options)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Decision '%s' has the options %s in one place and %s in another; give them different names.",
              decision, known, options));
    }
  }

  @Override
  void meet(Derived choice) {
    Derived known = derived.putIfAbsent(choice.name(), choice);
    if (met.containsKey(choice.name())
        || (known != null && !known.options().equals(choice.options()))) {
      throw new SupernetException(
          Kind.USAGE,
          "Two choices of the network are named '" + choice.name() + "'; rename one of them.");
    }
  }

  @Override
  void open(NetworkBuilder b, String decision) {
    stand(decision, open(b.branch()));
  }

  @Override
  Activation weight(NetworkBuilder b, WeightSpec spec) {
    for (Branch other : weights.get(spec.name())) {
      if (other.encloses(b.branch()) || b.branch().encloses(other)) {
        throw twice(spec.name());
      }
    }
    weights.put(spec.name(), b.branch());
    return super.weight(b, spec);
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    if (!derived.containsKey(decision)) {
      open(b, decision);
    }
    return joined(b, all(b, decision, options, builder));
  }

  /** The branch without what is derived: the open decisions that lead to it. */
  private Branch open(Branch branch) {
    if (branch.isRoot()) {
      return branch;
    }
    Branch outer = open(branch.outer());
    return derived.containsKey(branch.decision())
        ? outer
        : outer.inside(branch.decision(), branch.option());
  }

  /** What follows from the decisions, in the order in which it is met. */
  Collection<Derived> derived() {
    return derived.values();
  }

  /** The decisions, outer before nested. */
  List<Decision> decisions() {
    List<String> order = new ArrayList<>();
    met.keySet().forEach(name -> place(name, order, new LinkedHashSet<>()));
    return order.stream()
        .map(name -> new Decision(name, met(name).decision.options(), conditions(name, order)))
        .toList();
  }

  private List<Condition> conditions(String name, List<String> order) {
    if (met(name).always) {
      return List.of();
    }
    return met(name).inside.stream().map(branch -> condition(branch, order)).distinct().toList();
  }

  /** Of a decision that was met, as all are that have branches. */
  private Met met(String name) {
    return Optional.ofNullable(met.get(name)).orElseThrow();
  }

  /** Notes where a decision stands; in every option of another is as good as around it. */
  private void stand(String decision, Branch branch) {
    Met known = met(decision);
    if (known.inside.stream().anyMatch(other -> other.encloses(branch))) {
      return;
    }
    known.inside.removeIf(branch::encloses);
    known.inside.add(branch);
    known.always |= branch.isRoot();
    if (!branch.isRoot()) {
      Branch outer = branch.outer();
      int options = met(branch.decision()).decision.options().size();
      if (IntStream.range(0, options)
          .allMatch(i -> known.inside.contains(outer.inside(branch.decision(), i)))) {
        stand(decision, outer);
      }
    }
  }

  private static Condition condition(Branch inside, List<String> order) {
    Map<Integer, Integer> choices = new LinkedHashMap<>();
    for (Branch branch = inside; !branch.isRoot(); branch = branch.outer()) {
      choices.put(order.indexOf(branch.decision()), branch.option());
    }
    return new Condition(choices);
  }

  private void place(String name, List<String> order, Set<String> pending) {
    if (order.contains(name)) {
      return;
    }
    if (!pending.add(name)) {
      throw new SupernetException(
          Kind.USAGE,
          "The decisions " + pending + " hold each other; give one of them another name.");
    }
    if (!met(name).always) {
      for (Branch inside : met(name).inside) {
        for (Branch branch = inside; !branch.isRoot(); branch = branch.outer()) {
          place(branch.decision(), order, pending);
        }
      }
    }
    pending.remove(name);
    order.add(name);
  }
}
