package io.supernet.table;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Judges architectures by what a table says of them. One that the table lacks gets the mean of
 * those that compute the same, where the space knows of such. A table knows one metric.
 */
public final class TableEvaluator implements Evaluator {

  private final Table table;
  private final SearchSpace distinct;
  private final Function<Architecture, String> format;
  private final Supplier<ListMultimap<Architecture, Architecture>> twins;

  /**
   * An evaluator.
   *
   * @param distinct the space of the table, one architecture for all that compute the same
   * @param format how an architecture is shown in messages
   */
  public TableEvaluator(Table table, SearchSpace distinct, Function<Architecture, String> format) {
    this.table = table;
    this.distinct = distinct;
    this.format = format;
    this.twins = Suppliers.memoize(this::twins);
  }

  /**
   * Looks them up.
   *
   * @throws SupernetException if the table has neither one of them nor its like
   */
  @Override
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    return architectures.stream()
        .map(a -> new Evaluation(a, Map.of(table.metric().name(), value(a))))
        .toList();
  }

  private double value(Architecture architecture) {
    if (table.has(architecture)) {
      return table.value(architecture);
    }
    return twins.get().get(distinct.canonical(architecture)).stream()
        .mapToDouble(table::value)
        .average()
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.DATA,
                    Text.of(
                        "Table '%s' has no row of %s, nor of one that computes the same; take a table of the whole space.",
                        table.source(), format.apply(architecture))));
  }

  private ListMultimap<Architecture, Architecture> twins() {
    ListMultimap<Architecture, Architecture> map =
        MultimapBuilder.hashKeys().arrayListValues().build();
    table.architectures().forEach(a -> map.put(distinct.canonical(a), a));
    return map;
  }
}
