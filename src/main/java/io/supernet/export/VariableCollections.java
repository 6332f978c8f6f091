package io.supernet.export;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import io.supernet.network.Variable;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.VariableDef;
import org.tensorflow.types.TFloat32;

/**
 * Says which operations of a SavedModel are variables, as TensorFlow in Python does: without, it
 * has weights for whoever runs the signature, but none for whoever tunes or converts them.
 */
final class VariableCollections {

  private VariableCollections() {}

  /**
   * Adds the collections, and the names by which converters find variables.
   *
   * @param variables each with a read of its value
   * @param trained whether one has a gradient in training
   */
  static void add(
      MetaGraphDef.Builder model,
      Map<Variable, Operand<TFloat32>> variables,
      Predicate<Variable> trained) {
    Map<String, NodeDef.Builder> nodes =
        model.getGraphDefBuilder().getNodeBuilderList().stream()
            .collect(Collectors.toMap(NodeDef.Builder::getName, node -> node));
    CollectionDef.Builder all = CollectionDef.newBuilder();
    CollectionDef.Builder trainable = CollectionDef.newBuilder();
    variables.forEach(
        (variable, value) -> {
          String name = variable.handle().op().name();
          requireNonNull(nodes.get(name), name)
              .putAttr(
                  "shared_name",
                  AttrValue.newBuilder().setS(ByteString.copyFromUtf8(name)).build());
          NodeDef.Builder initializer =
              requireNonNull(nodes.get(variable.initializer().op().name()));
          VariableDef described =
              VariableDef.newBuilder()
                  .setVariableName(name + ":0")
                  .setInitializerName(initializer.getName())
                  .setInitialValueName(tensor(initializer.getInput(1)))
                  .setSnapshotName(tensor(value.op().name()))
                  .setIsResource(true)
                  .setTrainable(trained.test(variable))
                  .build();
          all.getBytesListBuilder().addValue(described.toByteString());
          if (described.getTrainable()) {
            trainable.getBytesListBuilder().addValue(described.toByteString());
          }
        });
    model.putCollectionDef("variables", all.build());
    model.putCollectionDef("trainable_variables", trainable.build());
  }

  /** Of the first output of an operation, unless a name says which. */
  private static String tensor(String name) {
    return name.contains(":") ? name : name + ":0";
  }
}
