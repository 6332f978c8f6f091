package io.supernet.network;

import static java.util.Objects.requireNonNullElse;
import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.HashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/**
 * Names operations as TensorFlow Java does, but with the digits 0 to 9 in every locale. TensorFlow
 * Java formats {@code name_1} with the default locale, and TensorFlow refuses the digits of Persian
 * or Arabic. All but the names is up to the scope behind.
 */
@API(status = INTERNAL)
public final class PlainNames implements Scope {

  private final Graph graph;
  private final Scope scope;
  private final String prefix;
  private final @Nullable String name;
  private final Map<String, Integer> taken;

  private PlainNames(
      Graph graph, Scope scope, String prefix, @Nullable String name, Map<String, Integer> taken) {
    this.graph = graph;
    this.scope = scope;
    this.prefix = prefix;
    this.name = name;
    this.taken = taken;
  }

  /** Makes the operations of a graph; instead of {@link Ops#create(ExecutionEnvironment)}. */
  public static Ops in(Graph graph) {
    Scope plain = new PlainNames(graph, graph.baseScope(), "", null, new HashMap<>());
    return Ops.create(new Named(graph, plain));
  }

  @Override
  public String makeOpName(String defaultName) {
    return prefix + makeUnique(requireNonNullElse(name, defaultName));
  }

  @Override
  public String makeUnique(String id) {
    String unique = id;
    while (taken.putIfAbsent(unique, 1) != null || graph.operation(prefix + unique) != null) {
      unique = id + "_" + (taken.merge(id, 1, Integer::sum) - 1);
    }
    return unique;
  }

  @Override
  public Scope withName(String newName) {
    return new PlainNames(graph, scope, prefix, checked(newName), taken);
  }

  @Override
  public Scope withSubScope(String childName) {
    return below(makeUnique(name == null ? checked(childName) : name));
  }

  @Override
  public Scope withNameAsSubScope(String defaultName) {
    return below(makeUnique(requireNonNullElse(name, defaultName)));
  }

  private Scope below(String child) {
    return new PlainNames(graph, scope, prefix + child + "/", null, new HashMap<>());
  }

  private static String checked(String name) {
    if (!Scope.isValidOpName(name)) {
      throw new IllegalArgumentException("'" + name + "' is not a name for operations.");
    }
    return name;
  }

  private Scope over(Scope other) {
    return new PlainNames(graph, other, prefix, name, taken);
  }

  @Override
  public Scope withDevice(DeviceSpec device) {
    return over(scope.withDevice(device));
  }

  @Override
  public Scope withInitScope() {
    return over(scope.withInitScope());
  }

  @Override
  public Scope withControlDependencyOps(Iterable<Operation> controls) {
    return over(scope.withControlDependencyOps(controls));
  }

  @Override
  public ExecutionEnvironment env() {
    return scope.env();
  }

  @Override
  public void refreshNames() {
    // The graph itself is asked.
  }

  @Override
  public OperationBuilder apply(OperationBuilder builder) {
    return scope.apply(builder);
  }

  @Override
  public String getDeviceString() {
    return scope.getDeviceString();
  }

  @Override
  public boolean isInit() {
    return scope.isInit();
  }

  /** Only hands over the scope: operations are built by that scope's environment, the graph. */
  private record Named(Graph graph, Scope baseScope) implements ExecutionEnvironment {

    @Override
    public OperationBuilder opBuilder(String type, String name, Scope scope) {
      return graph.opBuilder(type, name, scope);
    }

    @Override
    public void attachFunction(ConcreteFunction function) {
      graph.attachFunction(function);
    }

    @Override
    public void checkInput(Operation input) {
      graph.checkInput(input);
    }

    @Override
    public Types environmentType() {
      return graph.environmentType();
    }

    @Override
    public boolean isInitializer(Operation operation) {
      return graph.isInitializer(operation);
    }
  }
}
