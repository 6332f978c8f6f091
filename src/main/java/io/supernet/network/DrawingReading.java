package io.supernet.network;

import io.supernet.drawing.Followed;
import io.supernet.drawing.Followed.Choice;
import io.supernet.drawing.Followed.Value;
import io.supernet.drawing.Followed.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The drawing reading: notes the values that are computed in any case, and the ways on which
 * decisions lead from one to another. It follows every option, also for the picture of one
 * architecture, to see which decisions are about what is read.
 */
final class DrawingReading extends TraceReading {

  /** The values that an activation begins with, and what nested decisions say on the way. */
  private static final class Origin {
    private final TreeMap<Integer, Map<String, String>> ways = new TreeMap<>();
    private final Set<String> involved = new LinkedHashSet<>();

    Origin() {}

    Origin(int value) {
      ways.put(value, new LinkedHashMap<>());
    }

    void add(Origin other) {
      other.ways.forEach(
          (from, inner) -> ways.computeIfAbsent(from, f -> new LinkedHashMap<>()).putAll(inner));
      involved.addAll(other.involved);
    }

    /** What was chosen outside stands before what was chosen inside. */
    Origin inside(String decision, String label) {
      Origin result = new Origin();
      ways.forEach(
          (from, inner) -> {
            Map<String, String> labels = new LinkedHashMap<>();
            if (!label.isEmpty()) {
              labels.put(decision, label);
            }
            labels.putAll(inner);
            result.ways.put(from, labels);
          });
      result.involved.addAll(involved);
      return result;
    }
  }

  private final Map<Activation, Origin> origins = new HashMap<>();
  private final List<Value> values = new ArrayList<>();

  /** Decisions that only rules read: nothing leads through them, but their options are listed. */
  private final List<Value> declared = new ArrayList<>();

  private final Map<String, List<String>> decisions = new LinkedHashMap<>();
  private final Set<String> derived = new HashSet<>();
  private final Optional<Taken> drawn;

  /**
   * A reading.
   *
   * @param input of the network
   * @param drawn the architecture to draw; empty for the whole space
   */
  DrawingReading(Map<String, List<Long>> knownShapes, Activation input, Optional<Taken> drawn) {
    super(knownShapes);
    this.drawn = drawn;
    note(input, new Value("", List.of(), null));
  }

  Followed followed() {
    Set<String> obeyed = new HashSet<>();
    values.stream()
        .filter(value -> value.choice() != null)
        .forEach(value -> obeyed.addAll(value.choice().involved()));
    List<Value> all = new ArrayList<>(values);
    declared.stream().filter(v -> !obeyed.contains(v.choice().decision())).forEach(all::add);
    return new Followed(all, drawn.isEmpty() ? decisions : Map.of());
  }

  @Override
  void meet(String decision, List<String> options) {
    decisions.put(decision, options);
  }

  @Override
  void open(NetworkBuilder b, String decision) {
    Choice choice = new Choice(decision, decision, false, List.of(), List.of(decision));
    declared.add(new Value(b.path(), List.of(), choice));
  }

  @Override
  void meet(Derived choice) {
    derived.add(choice.name());
  }

  @Override
  Activation layer(
      NetworkBuilder b, @Nullable List<Long> shape, List<Activation> from, TensorFlowOperation op) {
    Activation output = super.layer(b, shape, from, op);
    return layer(b, output, from);
  }

  @Override
  Activation batchNorm(NetworkBuilder b, Activation x, Activation scale, Activation offset) {
    Activation output = super.batchNorm(b, x, scale, offset);
    return layer(b, output, List.of(x));
  }

  /** Weights and zeros have no origin: no way leads through them. */
  private Activation layer(NetworkBuilder b, Activation output, List<Activation> inputs) {
    Origin origin = new Origin();
    inputs.forEach(input -> origin.add(origin(input)));
    if (b.branch().isRoot() && !origin.ways.isEmpty()) {
      return note(output, new Value(b.path(), List.copyOf(origin.ways.keySet()), null));
    }
    origins.put(output, origin);
    return output;
  }

  @Override
  Activation choose(
      NetworkBuilder b, String decision, List<String> options, OptionBuilder builder) {
    List<Activation> built = all(b, decision, options, builder);
    Activation output = joined(b, built);
    List<Origin> outputs = built.stream().map(this::origin).toList();
    boolean selects =
        outputs.stream()
                .map(o -> o.ways.keySet())
                .filter(sources -> !sources.isEmpty())
                .distinct()
                .count()
            > 1;
    boolean open = !derived.contains(decision);
    Origin taken = new Origin();
    String label = "";
    if (drawn.isEmpty()) {
      outputs.forEach(taken::add);
      label = open ? decision : "";
    } else {
      int option = drawn.get().option(decision);
      taken.add(outputs.get(option));
      label = open && !selects ? options.get(option) : "";
    }
    if (open) {
      taken.involved.add(decision);
    }
    if (!b.branch().isRoot()) {
      origins.put(output, taken.inside(decision, label));
      return output;
    }
    List<Way> ways = new ArrayList<>();
    taken.ways.forEach(
        (from, inner) -> {
          boolean always = selects && outputs.stream().allMatch(o -> o.ways.containsKey(from));
          ways.add(new Way(from, List.copyOf(inner.values()), always));
        });
    if (taken.involved.isEmpty()) {
      return note(output, new Value(b.path(), List.copyOf(taken.ways.keySet()), null));
    }
    List<String> involved = List.copyOf(taken.involved);
    return note(
        output,
        new Value(b.path(), List.of(), new Choice(decision, label, selects, ways, involved)));
  }

  private Activation note(Activation activation, Value value) {
    origins.put(activation, new Origin(values.size()));
    values.add(value);
    return activation;
  }

  private Origin origin(Activation activation) {
    return origins.getOrDefault(activation, new Origin());
  }
}
