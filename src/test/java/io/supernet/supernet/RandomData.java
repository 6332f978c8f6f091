package io.supernet.supernet;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Prediction;
import io.supernet.network.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small data sets of noise. */
final class RandomData {

  static final int SIZE = 32;
  static final int CLASSES = 4;
  static final Task IMAGES = Task.images(8, 8, 3, CLASSES);
  static final Task TABLE = Task.table(6, CLASSES);

  /** Two of four features number five and three categories. */
  static final Task CATEGORIES =
      new Task(List.of(4L), List.of(0, 5, 0, 3), Prediction.classification(CLASSES));

  private RandomData() {}

  /** Different examples in each part, in the shape that the task reads. */
  static Split of(Task task) {
    return new Split(part(task, SIZE, 1), part(task, SIZE, 2), part(task, SIZE, 3));
  }

  /** The same examples in each part. */
  static Split same(Task task) {
    DataSet data = part(task, SIZE, 1);
    return new Split(data, data, data);
  }

  static DataSet part(Task task, int size, long seed) {
    boolean images = task.inputShape().size() == 3;
    int values =
        size
            * (int)
                task.inputShape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    Random random = new Random(seed);
    ByteBuffer bytes =
        ByteBuffer.allocate(images ? values : 4 * values).order(ByteOrder.nativeOrder());
    for (int i = 0; i < values; i++) {
      if (images) {
        bytes.put((byte) random.nextInt(256));
      } else {
        bytes.putFloat(RandomNumbers.next(task, i, random));
      }
    }
    DataSet data =
        DataSet.of(
            "noise",
            images ? ElementType.UINT8 : ElementType.FLOAT32,
            task.inputShape(),
            IntStream.range(0, task.classes()).mapToObj(c -> "class" + c).toList(),
            bytes.flip(),
            IntStream.range(0, size).map(i -> random.nextInt(task.classes())).toArray());
    return task.categories().isEmpty() ? data : data.withCategories(task.categories());
  }

  /** Row numbers of a batch: different ones, in random order. */
  static int[] batch(int size, long seed) {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, SIZE).boxed().toList());
    Collections.shuffle(rows, new Random(seed));
    return rows.stream().limit(size).mapToInt(i -> i).toArray();
  }
}
