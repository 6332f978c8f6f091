package com.acme.service;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** The file {@code model.onnx} of a version, in ONNX Runtime. */
final class OnnxEngine implements Engine {

  private final ModelInfo info;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxEngine(Path version, ModelInfo info) throws OrtException {
    this.info = info;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1); // requests run beside each other instead
      this.session = environment.createSession(version.resolve("model.onnx").toString(), options);
    }
  }

  @Override
  public float[] answer(ByteBuffer values, int examples) throws OrtException {
    try (OnnxTensor fed = tensor(values, info.shape(examples));
        OrtSession.Result result = session.run(Map.of(info.input().name(), fed))) {
      OnnxTensor output = (OnnxTensor) result.get(info.outputs().get(0).name()).orElseThrow();
      FloatBuffer copy = output.getFloatBuffer();
      float[] answer = new float[copy.remaining()];
      copy.get(answer);
      return answer;
    }
  }

  private OnnxTensor tensor(ByteBuffer values, long[] shape) throws OrtException {
    return info.takesImages()
        ? OnnxTensor.createTensor(environment, values, shape, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(environment, values.asFloatBuffer(), shape);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
