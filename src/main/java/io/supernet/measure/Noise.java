package io.supernet.measure;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Task;
import io.supernet.supernet.RandomLabels;
import io.supernet.supernet.RandomNumbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

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
        bytes.putFloat(RandomNumbers.next(task, i, random));
      }
    }
    DataSet data =
        RandomLabels.of("A measurement", task, type, task.inputShape(), bytes.flip(), random);
    if (!task.categories().isEmpty()) {
      data = data.withCategories(task.categories());
    }
    return new Split(data, data, data);
  }
}
