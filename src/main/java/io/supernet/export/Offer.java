package io.supernet.export;

import com.google.common.collect.ImmutableList;
import io.supernet.export.ExportManifest.SignatureInfo;
import io.supernet.export.ExportManifest.TensorInfo;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.types.family.TType;

/**
 * A signature of the graph that is served.
 *
 * @param key its name
 * @param method what TensorFlow Serving asks of it
 * @param inputs in order
 * @param outputs in order
 */
record Offer(String key, Method method, List<Port> inputs, List<Port> outputs) {

  /** A tensor of the signature, and where it is in the graph. */
  record Port(TensorInfo info, Operand<? extends TType> value) {}

  /** The calls that TensorFlow Serving answers. */
  enum Method {
    /** Tensors of any kind. */
    PREDICT("tensorflow/serving/predict"),
    /** Classes and scores of serialized tf.Example messages. */
    CLASSIFY("tensorflow/serving/classify"),
    /** Numbers, of the same. */
    REGRESS("tensorflow/serving/regress");

    private final String path;

    Method(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }
  }

  Offer {
    inputs = ImmutableList.copyOf(inputs);
    outputs = ImmutableList.copyOf(outputs);
  }

  Signature signature() {
    Signature.Builder names = Signature.builder(key).methodName(method.path());
    inputs.forEach(input -> names.input(input.info().name(), input.value()));
    outputs.forEach(output -> names.output(output.info().name(), output.value()));
    return names.build();
  }

  SignatureInfo described() {
    return new SignatureInfo(
        key,
        method.path(),
        inputs.stream().map(Port::info).toList(),
        outputs.stream().map(Port::info).toList());
  }
}
