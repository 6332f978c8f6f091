package com.acme.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** The SavedModel of a version, in TensorFlow. */
final class TensorFlowEngine implements Engine {

  private final ModelInfo info;
  private final SavedModelBundle model;
  private final SessionFunction function;
  private final Class<? extends TNumber> type;

  TensorFlowEngine(Path version, ModelInfo info) throws IOException {
    this.info = info;
    this.type = info.takesImages() ? TUint8.class : TFloat32.class;
    this.model = SavedModelBundle.load(version.toString());
    try {
      this.function = model.function("serving_default");
      if (!function.signature().inputNames().contains(info.input().name())) {
        throw new IOException(
            "'" + version + "' takes columns of a table, which this service does not offer.");
      }
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public float[] answer(ByteBuffer values, int examples) {
    Shape shape = Shape.of(info.shape(examples));
    try (Tensor fed = Tensor.of(type, shape, DataBuffers.of(values));
        Result result = function.call(Map.of(info.input().name(), fed))) {
      TFloat32 output = (TFloat32) result.get(info.outputs().get(0).name()).orElseThrow();
      float[] answer = new float[Math.toIntExact(output.size())];
      output.asRawTensor().data().asFloats().read(answer);
      return answer;
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
