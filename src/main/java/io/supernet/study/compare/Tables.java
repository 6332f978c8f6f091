package io.supernet.study.compare;

import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The rows of a table that a comparison judges: the same in all its runs. */
final class Tables {

  private Tables() {}

  static Table read(Plan plan, Definition definition) {
    List<String> columns = List.of(plan.metric());
    Metric metric = definition.task().metric(columns);
    return Table.read(Path.of(plan.table()), columns, metric, definition::parse);
  }

  /**
   * So many random rows; all if the number is 0 or there are no more. Those whose output does not
   * depend on the input are left out: they have no ranking to speak of.
   */
  static List<Architecture> rows(Table table, Definition definition, int count, Random random) {
    List<Architecture> all =
        new ArrayList<>(
            table.architectures().stream().filter(definition.space()::connected).toList());
    if (count == 0 || count >= all.size()) {
      return all;
    }
    Collections.shuffle(all, random);
    return all.subList(0, count);
  }
}
