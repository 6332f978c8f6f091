package io.supernet.export;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
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
    for (NodeDef.Builder node : plain.getNodeBuilderList()) {
      Map<String, AttrValue> values = defaults.getOrDefault(node.getOp(), Map.of());
      values.forEach(
          (name, value) -> {
            if (value.equals(node.getAttrMap().get(name))) {
              node.removeAttr(name);
            }
          });
    }
    return plain.build();
  }
}
