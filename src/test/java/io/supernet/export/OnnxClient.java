package io.supernet.export;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;

/** A model in ONNX Runtime, as an application would use it. */
final class OnnxClient implements AutoCloseable {

  private final OrtSession session;

  OnnxClient(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      this.session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
    }
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  OrtSession session() {
    return session;
  }

  /** What it says of the first examples: an array with a dimension for the batch. */
  Object answer(String output, DataSet data, int examples) throws OrtException {
    long[] shape = new long[data.exampleShape().size() + 1];
    shape[0] = examples;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = data.exampleShape().get(i - 1);
    }
    ByteBuffer all = data.examples().duplicate();
    int size = all.remaining() / data.size() * examples;
    ByteBuffer raw = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    raw.put(all.limit(size)).flip();
    return answer(output, raw, data.elementType(), shape);
  }

  Object answer(String output, ByteBuffer raw, ElementType type, long... shape)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    boolean bytes = type == ElementType.UINT8;
    try (OnnxTensor fed =
            bytes
                ? OnnxTensor.createTensor(environment, raw, shape, OnnxJavaType.UINT8)
                : OnnxTensor.createTensor(environment, raw.asFloatBuffer(), shape);
        OrtSession.Result result = session.run(Map.of(bytes ? "images" : "features", fed))) {
      return result.get(output).orElseThrow().getValue();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
