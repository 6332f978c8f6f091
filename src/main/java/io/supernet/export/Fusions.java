package io.supernet.export;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Keeps TensorFlow's graph optimizer from fusions that it does wrong. With oneDNN, TensorFlow 2.18
 * makes one operation of a product or convolution, its bias and a sum. Of a product with an
 * activation behind the sum it does not know the name, and reports a node with "an empty op name";
 * where a value is in two sums, it names a node that it has taken out, and reports "remapper
 * failed". Either way the model runs without any optimization, and each client reads an error.
 */
final class Fusions {

  private static final Set<String> SUMS = Set.of("Add", "AddV2", "AddN");
  private static final Set<String> BIASES = Set.of("BiasAdd", "Add", "AddV2");
  private static final Set<String> PRODUCTS = Set.of("MatMul", "Conv2D", "DepthwiseConv2dNative");

  private final Graph graph;
  private final Map<String, NodeDef> nodes = new HashMap<>();

  private Fusions(Graph graph, GraphDef definition) {
    this.graph = graph;
    definition.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /**
   * The definition with an operation that does nothing between each bias and a sum.
   *
   * @param definition of the graph
   */
  static GraphDef guarded(Graph graph, GraphDef definition) {
    Fusions fusions = new Fusions(graph, definition);
    GraphDef.Builder guarded = definition.toBuilder().clearNode();
    for (NodeDef node : definition.getNodeList()) {
      NodeDef.Builder changed = node.toBuilder();
      for (int i = 0; i < node.getInputCount() && SUMS.contains(node.getOp()); i++) {
        if (fusions.isBiased(node.getInput(i)) && fusions.rank(node.getInput(i)) >= 0) {
          NodeDef guard = fusions.guard(node, i);
          guarded.addNode(guard);
          changed.setInput(i, guard.getName());
        }
      }
      guarded.addNode(changed);
    }
    return guarded.build();
  }

  private boolean isBiased(String input) {
    NodeDef bias = source(input);
    return BIASES.contains(bias.getOp())
        && bias.getInputList().stream().anyMatch(in -> PRODUCTS.contains(source(in).getOp()));
  }

  /** Where a value is from; the optimizer takes out what only passes it on. */
  private NodeDef source(String input) {
    NodeDef node = node(input);
    return node.getOp().equals("Identity") ? source(node.getInput(0)) : node;
  }

  private NodeDef node(String input) {
    return requireNonNull(nodes.get(input.replaceAll("^\\^|:\\d+$", "")), input);
  }

  private int rank(String input) {
    return graph.operation(node(input).getName()).output(0).shape().numDimensions();
  }

  /** Whatever has that many dimensions is right, but the optimizer leaves the operations alone. */
  private NodeDef guard(NodeDef sum, int input) {
    TensorShapeProto.Builder rank = TensorShapeProto.newBuilder();
    for (int i = 0; i < rank(sum.getInput(input)); i++) {
      rank.addDim(TensorShapeProto.Dim.newBuilder().setSize(-1));
    }
    return NodeDef.newBuilder()
        .setName(sum.getName() + "/unfused" + input)
        .setOp("EnsureShape")
        .addInput(sum.getInput(input))
        .putAttr("T", sum.getAttrOrThrow("T"))
        .putAttr("shape", AttrValue.newBuilder().setShape(rank).build())
        .build();
  }
}
