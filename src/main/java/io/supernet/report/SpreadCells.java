package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.stats.Spread;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cells and heads of tables over several seeds. */
final class SpreadCells {

  private SpreadCells() {}

  static String named(String part, Metric metric) {
    return metric.shown() == Shown.PERCENT
        ? Text.of("%s %s (%%)", part, metric.name())
        : Text.of("%s %s", part, metric.name());
  }

  static String shown(Metric metric, @Nullable Spread spread) {
    if (spread == null) {
      return Numbers.NONE;
    }
    String mean = metric.number(spread.mean());
    return Optional.ofNullable(spread.deviation())
        .map(deviation -> mean + " ± " + metric.number(deviation))
        .orElse(mean);
  }

  static String shown(@Nullable Spread spread, double unit, int decimals) {
    if (spread == null) {
      return Numbers.NONE;
    }
    String mean = Numbers.fixed(unit * spread.mean(), decimals);
    return Optional.ofNullable(spread.deviation())
        .map(deviation -> mean + " ± " + Numbers.fixed(unit * deviation, decimals))
        .orElse(mean);
  }

  static String number(@Nullable Double value, double unit, int decimals) {
    return value == null ? Numbers.NONE : Numbers.fixed(unit * value, decimals);
  }
}
