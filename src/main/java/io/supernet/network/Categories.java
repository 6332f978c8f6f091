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
  public int numberCount() {
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
   * Of rows as they stand, the sum of what is looked up: {@code [batch, width]}.
   *
   * @param matrix {@code [rows, width]}
   * @param bias none, or one {@code [width]} that is added
   */
  public Operation sum(Activation matrix, Activation... bias) {
    return (b, x) -> lookup(b, x, true, matrix, bias);
  }

  /** Of rows as they stand, the features that are numbers; there have to be some. */
  public Operation numbersOnly() {
    return this::numbers;
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
