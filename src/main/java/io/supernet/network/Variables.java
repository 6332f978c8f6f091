package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.Restore;
import org.tensorflow.op.train.Save;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The variables of one graph, by name. A variable begins with the same value wherever it has the
 * same name and seed: in the supernet, alone, and in any order of creation.
 */
@API(status = INTERNAL)
public final class Variables {

  private record Fill(List<Long> shape, float value) {}

  private final Ops tf;
  private final long seed;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final List<Variable> scratch = new ArrayList<>();
  private final Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
  private final Map<List<Long>, Operand<TInt64>> shapes = new HashMap<>();
  private final Map<Fill, Operand<TFloat32>> fills = new HashMap<>();

  /**
   * No variables yet.
   *
   * @param tf of the graph, without scope
   * @param seed from which first values are drawn
   */
  public Variables(Ops tf, long seed) {
    this.tf = tf;
    this.seed = seed;
  }

  /** The variable of this name, made if it is not there yet. */
  public Variable variable(WeightSpec spec) {
    return variables.computeIfAbsent(spec.name(), name -> create(spec));
  }

  /** A variable beside a weight, such as its momentum. */
  public Variable beside(Variable weight, String suffix, float value) {
    return variable(
        new WeightSpec(
            weight.name() + "/" + suffix, weight.shape(), new Initializer.Constant(value), false));
  }

  /** A number beside a weight that begins at 0, such as how often it was updated. */
  public Variable countBeside(Variable weight, String suffix) {
    return variable(
        new WeightSpec(
            weight.name() + "/" + suffix, List.of(), new Initializer.Constant(0), false));
  }

  /** All variables that are saved, in the order of creation. */
  public List<Variable> all() {
    return new ArrayList<>(variables.values());
  }

  /** A variable beside a weight that begins with zeros and is not saved. */
  public Variable scratch(Variable weight, String suffix) {
    Variable variable =
        create(
            new WeightSpec(
                weight.name() + "/" + suffix, weight.shape(), Initializer.zeros(), false));
    scratch.add(variable);
    return variable;
  }

  /** Adds an op that gives all variables made so far their first values. */
  public Op initialize() {
    List<Op> initializers =
        Stream.concat(variables.values().stream(), scratch.stream())
            .map(Variable::initializer)
            .toList();
    return tf.withControlDependencies(initializers).noOp();
  }

  /**
   * Adds the ops that {@link org.tensorflow.Session#save} and {@link
   * org.tensorflow.Session#restore} look for by name, for all variables made so far; without them
   * TensorFlow Java would save reference variables only.
   */
  public void addSaver() {
    Ops scope = tf.withSubScope("save");
    Placeholder<TString> filename =
        scope.withName("filename").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    String[] names = variables.keySet().toArray(new String[0]);
    Operand<TString> tensorNames = scope.constant(StdArrays.ndCopyOf(names));
    Operand<TString> wholeTensors = scope.zerosLike(tensorNames);
    variables.forEach((name, variable) -> values.put(name, variable.read(scope)));
    Save save =
        scope.train.save(filename, tensorNames, wholeTensors, new ArrayList<>(values.values()));
    scope.withControlDependencies(List.of(save)).withName("control_dependency").identity(filename);

    List<Class<? extends TType>> types = new ArrayList<>();
    values.forEach((name, value) -> types.add(TFloat32.class));
    Restore restore = scope.train.restore(filename, tensorNames, wholeTensors, types);
    List<Op> assignments = new ArrayList<>();
    for (Variable variable : variables.values()) {
      int index = assignments.size();
      assignments.add(scope.assignVariableOp(variable.handle(), restore.tensors().get(index)));
    }
    scope.withControlDependencies(assignments).withName("restore_all").noOp();
  }

  /** The current values by name, whatever path is chosen; known once the saver is there. */
  public Map<String, Operand<TFloat32>> values() {
    return values;
  }

  private Variable create(WeightSpec spec) {
    Shape shape = Shape.of(spec.shape().stream().mapToLong(Long::longValue).toArray());
    Ops scope = tf.withName(spec.name().replaceAll("[^A-Za-z0-9_-]", "."));
    VarHandleOp handle =
        scope.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(spec.name()));
    Op assign = scope.assignVariableOp(handle, first(scope, spec));
    return new Variable(spec.name(), spec.shape(), spec.decay(), spec.pace(), handle, assign);
  }

  /**
   * By hand, since the framework's initializers run a session on the graph to learn a shape
   * (identity, He), draw by a seed alone and not by the name too (normal), or add a cast
   * (constant).
   */
  private Operand<TFloat32> first(Ops scope, WeightSpec spec) {
    Operand<TInt64> dimensions =
        shapes.computeIfAbsent(
            spec.shape(), s -> scope.constant(s.stream().mapToLong(Long::longValue).toArray()));
    if (spec.initializer() instanceof Initializer.Constant constant) {
      return fills.computeIfAbsent(
          new Fill(spec.shape(), constant.value()),
          f -> scope.fill(dimensions, scope.constant(f.value)));
    }
    if (spec.initializer() instanceof Initializer.Identity) {
      return identity(scope, Math.toIntExact(spec.shape().get(0)));
    }
    if (spec.initializer() instanceof Initializer.Part part) {
      return part.operation()
          .apply(scope, part.from().stream().map(whole -> first(scope, whole)).toList());
    }
    Initializer.TruncatedNormal normal = (Initializer.TruncatedNormal) spec.initializer();
    long name = Hashing.murmur3_128().hashString(spec.name(), StandardCharsets.UTF_8).asLong();
    Operand<TFloat32> draw =
        scope.random.statelessTruncatedNormal(
            dimensions, scope.constant(new long[] {seed, name}), TFloat32.class);
    return scope.math.mul(draw, scope.constant(normal.deviation()));
  }

  private static Operand<TFloat32> identity(Ops scope, int size) {
    float[][] matrix = new float[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 1;
    }
    return scope.constant(matrix);
  }
}
