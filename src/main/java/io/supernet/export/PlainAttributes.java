package io.supernet.export;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Leaves out the attributes that have their default values, as TensorFlow in Python does: an older
 * TensorFlow refuses those that it does not know, whatever they say.
 */
final class PlainAttributes {

  private PlainAttributes() {}

  static GraphDef of(GraphDef graph) {
    Map<String, Map<String, AttrValue>> defaults = new HashMap<>();
    for (OpDef op : TensorFlow.registeredOpList().getOpList()) {
      Map<String, AttrValue> values = new HashMap<>();
      for (OpDef.AttrDef attribute : op.getAttrList()) {
        if (attribute.hasDefaultValue()) {
          values.put(attribute.getName(), attribute.getDefaultValue());
        }
      }
      defaults.put(op.getName(), values);
    }
    GraphDef.Builder plain = graph.toBuilder();
    plain.getNodeBuilderList().forEach(node -> strip(node, defaults));
    for (FunctionDef.Builder function : plain.getLibraryBuilder().getFunctionBuilderList()) {
      function.getNodeDefBuilderList().forEach(node -> strip(node, defaults));
    }
    return plain.build();
  }

  private static void strip(NodeDef.Builder node, Map<String, Map<String, AttrValue>> defaults) {
    defaults
        .getOrDefault(node.getOp(), Map.of())
        .forEach(
            (name, value) -> {
              if (value.equals(node.getAttrMap().get(name))) {
                node.removeAttr(name);
              }
            });
  }
}
