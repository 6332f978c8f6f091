package io.supernet.network;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The choices that the graph of a supernet is fed: all decisions, then all derived choices, then
 * the gates, if they are known.
 */
final class Switches {

  private final SearchSpace space;
  private final ImmutableList<Derived> derived;
  private final ImmutableMap<String, Integer> indices;

  Switches(SearchSpace space, Collection<Derived> derived) {
    this(space, derived, List.of());
  }

  private Switches(SearchSpace space, Collection<Derived> derived, List<String> gates) {
    this.space = space;
    this.derived = ImmutableList.copyOf(derived);
    ImmutableMap.Builder<String, Integer> map = ImmutableMap.builder();
    int position = 0;
    for (Decision decision : space.decisions()) {
      map.put(decision.name(), position++);
    }
    for (Derived choice : derived) {
      map.put(choice.name(), position++);
    }
    for (String gate : gates) {
      map.put(gate, position++);
    }
    this.indices = map.buildOrThrow();
  }

  /** The same with gates. */
  Switches with(Gates gates) {
    return new Switches(space, derived, gates.names());
  }

  int count() {
    return indices.size();
  }

  /** The option of each but the gates for an architecture. */
  int[] of(Architecture architecture) {
    Architecture canonical = space.canonical(architecture);
    IntStream following =
        derived.stream()
            .mapToInt(choice -> choice.option(name -> canonical.choice(decisionIndex(name))));
    return IntStream.concat(IntStream.of(canonical.toArray()), following).toArray();
  }

  /** The position of a decision or derived choice. */
  int index(String choice) {
    Integer index = indices.get(choice);
    if (index == null) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Network '%s' has a choice '%s' that it did not have before; let it build the same each time.",
              space.name(), choice));
    }
    return index;
  }

  /** How many options a decision or a derived choice has. */
  int options(String choice) {
    int index = index(choice);
    int open = space.decisions().size();
    if (index >= open + derived.size()) {
      return Gates.OPTIONS;
    }
    return index < open
        ? space.decisions().get(index).options().size()
        : derived.get(index - open).options().size();
  }

  private int decisionIndex(String decision) {
    int index = space.index(decision);
    if (index < 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Network '%s' derives a choice from '%s', which is not one of its decisions.",
              space.name(), decision));
    }
    return index;
  }
}
