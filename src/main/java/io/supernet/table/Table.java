package io.supernet.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import io.supernet.text.MemoryLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Accuracies of architectures that somebody has trained.
 *
 * @param source where it is from, for messages
 * @param metrics the columns that were read; several are trainings of the same, such as with other
 *     seeds
 * @param rows by canonical architecture, in the order of the file: an accuracy for each metric, 0
 *     to 1
 */
public record Table(
    String source, List<String> metrics, Map<Architecture, ImmutableDoubleArray> rows) {

  public Table {
    metrics = ImmutableList.copyOf(metrics);
    rows = ImmutableMap.copyOf(rows);
    if (rows.isEmpty()) {
      throw new SupernetException(
          Kind.DATA, Text.of("Table '%s' has no rows; write an architecture on each.", source));
    }
  }

  /**
   * Reads a CSV file, gzipped or not, with a header: the architectures in a column of the name
   * {@code architecture}, {@code arch}, {@code arch_str} or {@code arch_string}, accuracies in
   * others. A column with a value above 1 is taken as percent, one without as shares.
   *
   * @param metrics which columns are wanted, at least one
   * @param notation reads an architecture
   * @throws SupernetException if the file cannot be read, has no such column, or holds something
   *     else than architectures and accuracies there; names line and column
   */
  public static Table read(Path file, List<String> metrics, ArchitectureReader notation) {
    return read(file, metrics, notation, MemoryLimit.ofThisJvm());
  }

  static Table read(
      Path file, List<String> metrics, ArchitectureReader notation, MemoryLimit limit) {
    return TableReader.read(file, metrics, notation, limit);
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

  /** The mean accuracy over the metrics of a row that it has, 0 to 1. */
  public double accuracy(Architecture architecture) {
    return rows.get(architecture).stream().average().orElseThrow();
  }

  /** The architectures, in the order of the file. */
  public List<Architecture> architectures() {
    return List.copyOf(rows.keySet());
  }

  /** What an accuracy of it is called, such as {@code cifar10_test}. */
  public String metric() {
    return metrics.size() == 1 ? metrics.get(0) : "mean of " + String.join(", ", metrics);
  }
}
