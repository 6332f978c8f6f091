package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * The features of a task that number categories: they are looked up in a matrix that has a row for
 * each category, those of the first feature before those of the second (Guo, Berkhahn: Entity
 * Embeddings of Categorical Variables, 2016). Category 0, an unknown one, has none: it is all
 * zeros.
 */
@API(status = INTERNAL)
public final class Categories {

  /** How many numbers stand for a category in networks that do not look up themselves. */
  static final int WIDTH = 8;

  private final ImmutableList<Integer> numbers;
  private final ImmutableList<Integer> columns;
  private final ImmutableList<Integer> counts;

  private Categories(List<Integer> categories, int features) {
    this.columns = where(features, i -> !categories.isEmpty() && categories.get(i) > 0);
    this.numbers = where(features, i -> !columns.contains(i));
    this.counts = ImmutableList.copyOf(columns.stream().map(categories::get).toList());
  }

  private static ImmutableList<Integer> where(int features, IntPredicate which) {
    return IntStream.range(0, features)
        .filter(which)
        .boxed()
        .collect(ImmutableList.toImmutableList());
  }

  /** Those of a task; it reads rows. */
  public static Categories of(Task task) {
    return new Categories(task.categories(), Math.toIntExact(task.inputShape().get(0)));
  }

  /** How many features number categories. */
  public int columns() {
    return columns.size();
  }

  /** How many features are numbers. */
  public int numbers() {
    return numbers.size();
  }

  /** How many rows a matrix has. */
  public long rows() {
    return counts.stream().mapToLong(count -> count - 1L).sum();
  }

  /** How a matrix begins: rows of length 1, more or less. */
  public static Initializer first(int width) {
    return new Initializer.TruncatedNormal((float) (1 / Math.sqrt(width)));
  }

  /**
   * Of rows as they stand, the numbers and, behind them, what is looked up: {@code [batch, numbers
   * + columns · width]}.
   *
   * @param matrix {@code [rows, width]}
   */
  public Operation beside(Activation matrix) {
    return (b, x) -> {
      List<Activation> parts = new ArrayList<>();
      if (!numbers.isEmpty()) {
        parts.add(numbers(b, x));
      }
      parts.add(lookup(b, x, false, matrix));
      return b.concat(parts);
    };
  }

  /**
   * A linear layer of rows as they stand: what is looked up and, if there are numbers, a fully
   * connected layer of these, added up.
   *
   * @param matrix {@code [rows, units]}
   */
  public Operation linear(Activation matrix) {
    return (b, x) -> {
      int units = matrix.channels();
      if (numbers.isEmpty()) {
        List<Long> shape = List.of((long) units);
        Activation bias = b.scope("layer").weight("bias", shape, Initializer.zeros(), false);
        return lookup(b, x, true, matrix, bias);
      }
      return b.add(b.dense("layer", numbers(b, x), units), lookup(b, x, true, matrix));
    };
  }

  private Activation numbers(NetworkBuilder b, Activation x) {
    return b.tensorflow(
        List.of(-1L, (long) numbers.size()), List.of(x), new Layer.Columns(numbers));
  }

  private Activation lookup(
      NetworkBuilder b, Activation x, boolean added, Activation matrix, Activation... bias) {
    int width = matrix.channels();
    long out = added ? width : (long) width * columns.size();
    List<Activation> in = Lists.asList(x, matrix, bias);
    return b.tensorflow(List.of(-1L, out), in, new Layer.Lookup(columns, counts, width, added));
  }

  /** Rows with categories looked up, for a network that does not do so itself. */
  static Activation lookedUp(NetworkBuilder b, Activation x) {
    if (b.task().categories().stream().noneMatch(count -> count > 0)) {
      return x;
    }
    Categories categories = of(b.task());
    List<Long> shape = List.of(categories.rows(), (long) WIDTH);
    Activation matrix = b.scope("categories").weight("matrix", shape, first(WIDTH), true);
    return categories.beside(matrix).apply(b, x);
  }
}
