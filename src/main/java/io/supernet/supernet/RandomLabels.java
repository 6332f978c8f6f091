package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.network.Task;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Labels that mean nothing, of the kind that a task predicts. */
@API(status = INTERNAL)
public final class RandomLabels {

  private RandomLabels() {}

  /**
   * Examples with such labels.
   *
   * @param who draws them, for messages
   * @param shape of one example
   * @param bytes of the examples, one after another
   * @throws SupernetException if the task predicts something else than what is drawn here
   */
  public static DataSet of(
      String who, Task task, ElementType type, List<Long> shape, ByteBuffer bytes, Random random) {
    long each = shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
    int examples = Math.toIntExact(bytes.remaining() / each);
    int classes = Math.max(2, task.outputs());
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    float[] values = new float[examples];
    int[] indices = new int[examples];
    for (int i = 0; i < examples; i++) {
      values[i] = (float) random.nextGaussian();
      indices[i] = random.nextInt(classes);
    }
    boolean[][] sets = new boolean[examples][classes];
    for (boolean[] set : sets) {
      for (int c = 0; c < classes; c++) {
        set[c] = random.nextBoolean();
      }
    }
    return Stream.of(
            DataSet.of("noise", type, shape, names, bytes, indices),
            DataSet.ofValues("noise", type, shape, bytes, values),
            DataSet.ofSets("noise", type, shape, names, bytes, sets))
        .filter(task.prediction()::fits)
        .findFirst()
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.USAGE,
                    Text.of(
                        "%s draws classes, values or sets, and the task is %s; leave it out.",
                        who, task.prediction().form().name())));
  }
}
