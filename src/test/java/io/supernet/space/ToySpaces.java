package io.supernet.space;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Spaces small enough to list. */
public final class ToySpaces {

  private ToySpaces() {}

  /** Decisions of these many options, none nested; all architectures connected. */
  public static SearchSpace flat(int... options) {
    return space(
        IntStream.range(0, options.length).mapToObj(i -> decision("d" + i, options[i])).toList());
  }

  /** 2 options; under option 1 a decision of 3: 4 architectures. */
  public static SearchSpace nested() {
    return space(decision("outer", 2), decision("inner", 3, new Condition(0, 1)));
  }

  /** So often {@link #nested}, side by side: 4 to that power. */
  public static SearchSpace pairs(int count) {
    return space(
        IntStream.range(0, 2 * count)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? decision("outer" + i, 2)
                        : decision("inner" + i, 3, new Condition(i - 1, 1)))
            .toList());
  }

  /** 2 options; under option 1 so many decisions of 3; beside them one of 3. */
  public static SearchSpace gated(int inner) {
    Stream<Decision> nested =
        IntStream.range(0, inner).mapToObj(i -> decision("inner" + i, 3, new Condition(0, 1)));
    Stream<Decision> others = Stream.of(decision("gate", 2), decision("beside", 3));
    return space(Stream.concat(others, nested).toList());
  }

  /**
   * 2 options, under option 1 a decision of 2, under its option 0 one of 4; beside them one of 3.
   */
  public static SearchSpace doublyNested() {
    return space(
        decision("outer", 2),
        decision("middle", 2, new Condition(0, 1)),
        decision("inner", 4, new Condition(1, 0)),
        decision("beside", 3));
  }

  /** An inner decision that two decisions can wake, one of them nested itself. */
  public static SearchSpace dag() {
    return space(
        decision("left", 3),
        decision("right", 2, new Condition(0, 2)),
        decision("inner", 4, new Condition(0, 1), new Condition(1, 0)),
        decision("last", 2, new Condition(1, 1), new Condition(2, 3)));
  }

  /** Every canonical architecture, by going through all vectors. */
  public static Set<Architecture> all(SearchSpace space) {
    List<Architecture> vectors = List.of(Architecture.of(new int[space.decisions().size()]));
    for (int i = 0; i < space.decisions().size(); i++) {
      int decision = i;
      int options = space.decisions().get(i).options().size();
      vectors =
          vectors.stream()
              .flatMap(v -> IntStream.range(0, options).mapToObj(o -> v.with(decision, o)))
              .toList();
    }
    Set<Architecture> canonical = new LinkedHashSet<>();
    vectors.forEach(vector -> canonical.add(space.canonical(vector)));
    return canonical;
  }

  /** A decision with options {@code o0}, {@code o1} and so on. */
  public static Decision decision(String name, int options, Condition... conditions) {
    return new Decision(
        name, IntStream.range(0, options).mapToObj(o -> "o" + o).toList(), List.of(conditions));
  }

  private static SearchSpace space(Decision... decisions) {
    return space(List.of(decisions));
  }

  private static SearchSpace space(List<Decision> decisions) {
    return new SearchSpace("toy", decisions, architecture -> true);
  }
}
