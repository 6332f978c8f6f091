package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The classes of a label column.
 *
 * @param classNames the names of the classes, by label
 * @param labels the label of each row
 */
record CsvLabels(List<String> classNames, List<Integer> labels) {

  CsvLabels {
    classNames = List.copyOf(classNames);
    labels = List.copyOf(labels);
  }

  /** Integers stay as they are, names are numbered in alphabetical order. */
  static CsvLabels of(List<String> cells, String file) {
    if (cells.stream().map(Ints::tryParse).allMatch(Objects::nonNull)) {
      return ofNumbers(cells.stream().map(Ints::tryParse).toList(), file);
    }
    List<String> names = List.copyOf(new TreeSet<>(cells));
    return new CsvLabels(
        names, cells.stream().map(cell -> Collections.binarySearch(names, cell)).toList());
  }

  private static CsvLabels ofNumbers(List<Integer> labels, String file) {
    TreeSet<Integer> used = new TreeSet<>(labels);
    int next = 0;
    for (int label : used) {
      if (label != next) {
        throw new SupernetException(
            DATA,
            Text.of(
                "The labels in file %s go from %d to %d, but %d is missing before %d; number "
                    + "the classes from 0 without gaps or use names.",
                file, used.first(), used.last(), next, label));
      }
      next++;
    }
    return new CsvLabels(IntStream.range(0, next).mapToObj(String::valueOf).toList(), labels);
  }
}
