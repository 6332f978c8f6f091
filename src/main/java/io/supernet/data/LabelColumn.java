package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Decimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The labels of a table while it is read: the integers 0 to k - 1, or names, numbered in
 * alphabetical order.
 */
final class LabelColumn {

  /** What a different label takes beside its characters, in bytes. */
  private static final int OVERHEAD = 200;

  /** A label: where it came first, and how often it came. */
  private static final class Use {
    final int id;
    final long line;
    int count;

    Use(int id, long line) {
      this.id = id;
      this.line = line;
    }
  }

  private final String file;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private final ImmutableIntArray.Builder ids = ImmutableIntArray.builder();
  private long bytes;
  private int rows;

  LabelColumn(String file) {
    this.file = file;
  }

  void add(String label, long line) {
    if (label.isEmpty()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has no label in its last column; write a class there.",
              line, file));
    }
    Use use = uses.get(label);
    if (use == null) {
      use = new Use(uses.size(), line);
      uses.put(label, use);
      bytes += OVERHEAD + 2L * label.length();
    }
    use.count++;
    ids.add(use.id);
    rows++;
  }

  /** What the different labels take, in bytes. */
  long bytesUsed() {
    return bytes;
  }

  /** The names of the classes, by label. */
  List<String> classNames() {
    refuseDecimals();
    refuseHeader();
    Collection<String> names = uses.keySet();
    List<Integer> numbers = names.stream().map(Ints::tryParse).filter(Objects::nonNull).toList();
    if (numbers.size() < names.size()) {
      return List.copyOf(new TreeSet<>(names));
    }
    TreeSet<Integer> used = new TreeSet<>(numbers);
    refuseGaps(used);
    return used.stream().map(String::valueOf).toList();
  }

  /** The label of each row. */
  int[] labels() {
    List<String> names = classNames();
    Map<String, Integer> index = new HashMap<>();
    IntStream.range(0, names.size()).forEach(i -> index.put(names.get(i), i));
    int[] labelOf = new int[uses.size()];
    // A number that is no name by itself is written in another way, such as 01.
    uses.forEach(
        (name, use) ->
            labelOf[use.id] = index.containsKey(name) ? index.get(name) : Integer.parseInt(name));
    return ids.build().stream().map(id -> labelOf[id]).toArray();
  }

  /** Numbers that are measured, not counted: something to predict, or features. */
  private void refuseDecimals() {
    Map<String, Use> decimal =
        Maps.filterKeys(uses, name -> Decimal.is(name) && Ints.tryParse(name) == null);
    if (decimal.size() <= uses.size() - decimal.size()) {
      return;
    }
    Map.Entry<String, Use> first = decimal.entrySet().iterator().next();
    boolean whole =
        decimal.keySet().stream().mapToDouble(Double::parseDouble).allMatch(d -> d == Math.rint(d));
    throw new SupernetException(
        DATA,
        Text.of(
            "The last column of file %s holds decimal numbers such as %s in line %d, %d different ones in %d rows, where classes belong; %s.",
            file,
            first.getKey(),
            first.getValue().line,
            uses.size(),
            rows,
            whole
                ? "write whole numbers such as 0, or names"
                : "move the column of the class to the end, or, if a number is to be predicted, make classes of its ranges"));
  }

  /** A first line that is no header by its numbers but has a label of its own. */
  private void refuseHeader() {
    Map.Entry<String, Use> first = uses.entrySet().iterator().next();
    boolean others = uses.values().stream().skip(1).allMatch(use -> use.count > 1);
    if (first.getValue().count == 1
        && uses.size() > 2
        && others
        && Ints.tryParse(first.getKey()) == null) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s looks like a header with numbers in it, for no other line has the label '%s'; remove the line, or begin its names with a letter.",
              first.getValue().line, file, first.getKey()));
    }
  }

  private void refuseGaps(NavigableSet<Integer> used) {
    boolean shifted = used.last() - (long) used.first() == used.size() - 1L;
    if (used.first() < 0) {
      throw new SupernetException(
          DATA,
          Text.of(
              "The labels in file %s begin at %d, and classes count from 0; %s, or write names.",
              file,
              used.first(),
              shifted
                  ? Text.of("add %d to each of them", -(long) used.first())
                  : "number the classes from 0 without gaps"));
    }
    int next = 0;
    for (int label : used) {
      if (label != next) {
        throw new SupernetException(
            DATA,
            Text.of(
                "The labels in file %s go from %d to %d, but %d is missing before %d; %s.",
                file,
                used.first(),
                used.last(),
                next,
                label,
                shifted
                    ? Text.of(
                        "subtract %d from each of them, or write names such as 'c%d' for %d",
                        used.first(), label, label)
                    : Text.of(
                        "number the classes from 0 without gaps, or write names such as 'c%d' for %d",
                        label, label)));
      }
      next++;
    }
  }
}
