package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.Task;
import java.util.List;
import java.util.Random;
import org.apiguardian.api.API;

/** Numbers of examples that mean nothing. */
@API(status = INTERNAL)
public final class RandomNumbers {

  private RandomNumbers() {}

  /**
   * A number as a network may read it: from N(0, 1), or of a category.
   *
   * @param index of the number in examples that stand one after another
   */
  public static float next(Task task, int index, Random random) {
    List<Integer> categories = task.categories();
    int count = categories.isEmpty() ? 0 : categories.get(index % categories.size());
    return count == 0 ? (float) random.nextGaussian() : random.nextInt(count);
  }
}
