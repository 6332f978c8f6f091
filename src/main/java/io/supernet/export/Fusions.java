package io.supernet.export;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Keeps TensorFlow's graph optimizer from a fusion that it does wrong. With oneDNN, TensorFlow 2.18
 * fuses a matrix product, its bias, a sum and an activation into one operation, but knows the name
 * of that operation for convolutions only: it reports a node with "an empty op name" three times in
 * each client, and runs the model without any optimization.
 */
final class Fusions {

  private static final Set<String> ACTIVATIONS =
      Set.of("Relu", "Relu6", "Elu", "LeakyRelu", "Tanh", "Sigmoid");
  private static final Set<String> SUMS = Set.of("Add", "AddV2", "AddN");
  private static final Set<String> BIASES = Set.of("BiasAdd", "Add", "AddV2");

  private final Graph graph;
  private final Map<String, NodeDef> nodes = new HashMap<>();

  private Fusions(Graph graph, GraphDef definition) {
    this.graph = graph;
    definition.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /**
   * The definition with an operation that does nothing before each activation of such a sum.
   *
   * @param definition of the graph
   */
  static GraphDef guarded(Graph graph, GraphDef definition) {
    Fusions fusions = new Fusions(graph, definition);
    GraphDef.Builder guarded = definition.toBuilder().clearNode();
    for (NodeDef node : definition.getNodeList()) {
      if (ACTIVATIONS.contains(node.getOp()) && fusions.activatesSum(node)) {
        NodeDef guard = fusions.guard(node);
        guarded.addNode(guard).addNode(node.toBuilder().setInput(0, guard.getName()));
      } else {
        guarded.addNode(node);
      }
    }
    return guarded.build();
  }

  private boolean activatesSum(NodeDef activation) {
    NodeDef sum = source(activation.getInput(0));
    return SUMS.contains(sum.getOp())
        && rank(activation) >= 0
        && sum.getInputList().stream()
            .map(this::source)
            .anyMatch(
                bias ->
                    BIASES.contains(bias.getOp())
                        && bias.getInputList().stream()
                            .anyMatch(input -> source(input).getOp().equals("MatMul")));
  }

  /** Where a value is from; the optimizer takes out what only passes it on. */
  private NodeDef source(String input) {
    NodeDef node = nodes.get(input.replaceAll("^\\^|:\\d+$", ""));
    return node.getOp().equals("Identity") ? source(node.getInput(0)) : node;
  }

  private int rank(NodeDef node) {
    return graph.operation(node.getName()).output(0).shape().numDimensions();
  }

  /** Whatever has that many dimensions is right, but the optimizer leaves the operation alone. */
  private NodeDef guard(NodeDef activation) {
    TensorShapeProto.Builder rank = TensorShapeProto.newBuilder();
    for (int i = 0; i < rank(activation); i++) {
      rank.addDim(TensorShapeProto.Dim.newBuilder().setSize(-1));
    }
    return NodeDef.newBuilder()
        .setName(activation.getName() + "/unfused")
        .setOp("EnsureShape")
        .addInput(activation.getInput(0))
        .putAttr("T", activation.getAttrOrThrow("T"))
        .putAttr("shape", AttrValue.newBuilder().setShape(rank).build())
        .build();
  }
}
