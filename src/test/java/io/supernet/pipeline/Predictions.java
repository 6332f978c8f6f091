package io.supernet.pipeline;

import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** What a SavedModel for tiny images makes of some pixels. */
final class Predictions {

  private Predictions() {}

  static float[] of(Path savedModel) {
    try (SavedModelBundle model = SavedModelBundle.load(savedModel.toString());
        TUint8 images =
            TUint8.tensorOf(
                Shape.of(5, 8, 8, 1),
                data -> data.scalars().forEachIndexed((at, v) -> v.setByte(pixel(at))));
        Result result = model.call(Map.of("images", images))) {
      TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();
      float[] values = new float[Math.toIntExact(probabilities.size())];
      probabilities.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  private static byte pixel(long[] at) {
    return (byte) (at[0] * 41 + at[1] * 23 + at[2] * 7);
  }
}
