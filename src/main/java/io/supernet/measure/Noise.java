package io.supernet.measure;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Prediction;
import io.supernet.network.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Examples of a task that mean nothing. */
final class Noise {

  private Noise() {}

  /** The same random examples for training, validation and test. */
  static Split of(Task task, int examples, Random random) {
    boolean images = task.inputShape().size() == 3;
    ElementType type = images ? ElementType.UINT8 : ElementType.FLOAT32;
    int values =
        Math.toIntExact(task.inputShape().stream().reduce((long) examples, Math::multiplyExact));
    ByteBuffer bytes = ByteBuffer.allocate(values * type.bytes()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < values; i++) {
      if (images) {
        bytes.put((byte) random.nextInt());
      } else {
        bytes.putFloat((float) random.nextGaussian());
      }
    }
    DataSet data = labeled(task, type, bytes.flip(), examples, random);
    return new Split(data, data, data);
  }

  private static DataSet labeled(
      Task task, ElementType type, ByteBuffer bytes, int examples, Random random) {
    if (task.prediction().equals(Prediction.regression())) {
      float[] values = new float[examples];
      for (int i = 0; i < examples; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return DataSet.ofValues("noise", type, task.inputShape(), bytes, values);
    }
    List<String> classes = IntStream.range(0, task.classes()).mapToObj(Integer::toString).toList();
    int[] labels = random.ints(examples, 0, task.classes()).toArray();
    return DataSet.of("noise", type, task.inputShape(), classes, bytes, labels);
  }
}
