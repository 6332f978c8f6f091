package io.supernet.study.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Judged;
import io.supernet.network.BatchNormMode;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Architectures with what supernets say of each, in the same order.
 *
 * @param scores of the run's supernet, by policy of batch normalization
 * @param others of further supernets, a list each
 */
record Scored(
    List<Architecture> architectures,
    Map<BatchNormMode, List<Evaluation>> scores,
    List<List<Evaluation>> others) {

  /** An audit of fewer says nothing. */
  static final int FEWEST = 3;

  Scored {
    architectures = ImmutableList.copyOf(architectures);
    scores = ImmutableMap.copyOf(scores);
    others = ImmutableList.copyOf(others);
  }

  /**
   * Those that all supernets judged; the others are told.
   *
   * @throws SupernetException of kind NUMERIC if they are too few
   */
  Scored judged(Function<Architecture, String> format, Progress progress) {
    List<List<Evaluation>> all = new ArrayList<>(scores.values());
    all.addAll(others);
    Judged judged = Judged.byAll(all, format);
    if (judged.rows().size() < FEWEST) {
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of("An audit compares %d or more architectures: %s.", FEWEST, judged.leftOut()));
    }
    judged.tell("audit", progress);
    return of(judged.rows());
  }

  /** Those at these positions. */
  Scored of(List<Integer> rows) {
    Judged some = new Judged(rows, "");
    return new Scored(
        some.of(architectures),
        Maps.transformValues(scores, some::of),
        others.stream().map(some::of).toList());
  }
}
