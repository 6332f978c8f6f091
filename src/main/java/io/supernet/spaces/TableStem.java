package io.supernet.spaces;

import static io.supernet.network.Candidate.candidate;

import io.supernet.network.Activation;
import io.supernet.network.Candidate;
import io.supernet.network.Categories;
import io.supernet.network.ElasticWeight;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;
import java.util.List;

/** The first layer of a {@link TableResNet}, which looks up categories before. */
final class TableStem {

  private final Categories categories;
  private final List<Integer> widths;
  private final ElasticDense dense;
  private final ElasticWeight matrix;

  /**
   * Makes the weights of the widest choice.
   *
   * @param widths numbers for a category to choose from, ascending
   */
  TableStem(NetworkBuilder b, List<Integer> widths, int units) {
    this.categories = Categories.of(b.task());
    this.widths = widths;
    int widest = widths.get(widths.size() - 1);
    this.matrix =
        ElasticWeight.of(
            b.scope("embedding"),
            "matrix",
            List.of(categories.rows(), (long) widest),
            Categories.first(widest),
            true);
    this.dense =
        new ElasticDense(
            b, "stem", categories.numberCount() + (long) widest * categories.columns(), units);
  }

  /** To so many units, with a decision how many numbers stand for a category. */
  Operation to(int units) {
    int rows = Math.toIntExact(categories.rows());
    return (b, x) -> {
      List<Candidate> candidates =
          widths.stream()
              .map(
                  width -> {
                    Operation layer =
                        (c, y) ->
                            dense
                                .to(units)
                                .apply(
                                    c, categories.beside(matrix.first(c, rows, width)).apply(c, y));
                    return candidate("e" + width, layer);
                  })
              .toList();
      return b.choose("embedding", x, candidates);
    };
  }

  /** A linear model: each category has a number for each output. */
  Operation linear(int outputs) {
    List<Long> shape = List.of(categories.rows(), (long) outputs);
    return (b, x) -> {
      Activation matrix = Linear.kernel(b, "categories", shape);
      if (categories.numberCount() == 0) {
        return categories.sum(matrix, Linear.bias(b.scope("layer"), outputs)).apply(b, x);
      }
      Activation numbers = categories.numbersOnly().apply(b, x);
      return b.add(Linear.of(b, numbers, outputs), categories.sum(matrix).apply(b, x));
    };
  }
}
