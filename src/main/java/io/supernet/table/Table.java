package io.supernet.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import io.supernet.text.MemoryLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What architectures came to that somebody has trained.
 *
 * @param source where it is from, for messages
 * @param metric what its values are
 * @param columns the columns that were read; several are trainings of the same, such as with other
 *     seeds
 * @param rows by canonical architecture, in the order of the file: a value for each column
 */
public record Table(
    String source,
    Metric metric,
    List<String> columns,
    Map<Architecture, ImmutableDoubleArray> rows) {

  public Table {
    columns = ImmutableList.copyOf(columns);
    rows = ImmutableMap.copyOf(rows);
    if (rows.isEmpty()) {
      throw new SupernetException(
          Kind.DATA, Text.of("Table '%s' has no rows; write an architecture on each.", source));
    }
  }

  /**
   * Reads a CSV file, gzipped or not, with a header: the architectures in a column of the name
   * {@code architecture}, {@code arch}, {@code arch_str} or {@code arch_string}, values in others.
   * Of a metric that is shown in percent, a column with a value above 1 is taken as percent, one
   * without as shares.
   *
   * @param columns which are wanted, at least one
   * @param metric what they hold
   * @param notation reads an architecture
   * @throws SupernetException if the file cannot be read, has no such column, or holds something
   *     else than architectures and such values there; names line and column
   */
  public static Table read(
      Path file, List<String> columns, Metric metric, ArchitectureReader notation) {
    return read(file, columns, metric, notation, MemoryLimit.ofThisJvm());
  }

  static Table read(
      Path file,
      List<String> columns,
      Metric metric,
      ArchitectureReader notation,
      MemoryLimit limit) {
    return TableReader.read(file, columns, metric, notation, limit);
  }

  /** Gives the canonical architecture that a text stands for, else fails as a notation does. */
  @FunctionalInterface
  public interface ArchitectureReader {
    /** The canonical architecture. */
    Architecture parse(String text);
  }

  /** Whether it has a row of this canonical architecture. */
  public boolean has(Architecture architecture) {
    return rows.containsKey(architecture);
  }

  /** The mean over the columns of a row that it has. */
  public double value(Architecture architecture) {
    return rows.get(architecture).stream().average().orElseThrow();
  }

  /** The same with the sign that makes more better. */
  public double score(Architecture architecture) {
    return metric.score(value(architecture));
  }

  /** The architectures, in the order of the file. */
  public List<Architecture> architectures() {
    return List.copyOf(rows.keySet());
  }

  /** What a value of it is called, such as {@code cifar10_test}. */
  public String column() {
    return columns.size() == 1 ? columns.get(0) : "mean of " + String.join(", ", columns);
  }
}
