package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.primitives.ImmutableIntArray;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.text.Decimal;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a table's rows while it is read: names or numbers, where a number in two notations
 * is one class. Numbers come first and in their order, then names in that of the alphabet.
 */
final class LabelColumn implements ColumnReader<Labels> {

  /** What a different label takes beside its characters, in bytes. */
  private static final int OVERHEAD = 200;

  /** More different numbers than this are rather something to predict. */
  private static final int MOST_NUMBERS = 50;

  /** With so many different numbers, the rest of the rows need not be read. */
  private static final int FAR_TOO_MANY = 10_000;

  /** Digits of a number that is written out in full. */
  private static final int LONGEST_NUMBER = 40;

  /** A class as it is called, and the number that it is, if it is one. */
  private record Label(String name, @Nullable BigDecimal number, int id, long line) {}

  private final String file;
  private final String column;
  private final @Nullable TaskKind task;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final ImmutableIntArray.Builder rows = ImmutableIntArray.builder();
  private long bytes;
  private int count;
  private boolean numbers = true;
  private @Nullable Label decimal;

  /**
   * A column.
   *
   * @param column in words
   * @param task that the user wants; null if these labels decide
   */
  LabelColumn(String file, String column, @Nullable TaskKind task) {
    this.file = file;
    this.column = column;
    this.task = task;
  }

  @Override
  public void add(String cell, long line) {
    if (Missing.is(cell)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has no label in %s%s; write a class there, or remove the line.",
              line, file, column, cell.isEmpty() ? "" : Text.of(", but '%s'", cell)));
    }
    Integer id = ids.get(cell);
    if (id == null) {
      id = label(cell, line).id;
      ids.put(cell, id);
      bytes += OVERHEAD + 2L * cell.length();
    }
    rows.add(id);
    count++;
    bytes += Integer.BYTES;
    if (labels.size() > FAR_TOO_MANY) {
      refuseNumbers();
    }
  }

  private Label label(String cell, long line) {
    BigDecimal number = number(cell);
    String name = number == null ? cell : number.toPlainString();
    Label label = labels.computeIfAbsent(name, n -> new Label(n, number, labels.size(), line));
    numbers &= number != null;
    if (decimal == null && number != null && number.scale() > 0) {
      decimal = label;
    }
    return label;
  }

  private static @Nullable BigDecimal number(String cell) {
    if (!Decimal.is(cell) || cell.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(cell).stripTrailingZeros();
      if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
        return null;
      }
      return number.scale() < 0 ? number.setScale(0) : number;
    } catch (NumberFormatException e) {
      return null; // Its exponent is beyond what an int holds.
    }
  }

  @Override
  public long bytesUsed() {
    return bytes;
  }

  /**
   * The classes.
   *
   * @throws SupernetException if they are rather numbers to predict, and the user did not say which
   */
  @Override
  public Labels read(ImmutableIntArray lines) {
    refuseNumbers();
    List<Label> sorted =
        labels.values().stream()
            .sorted(
                Comparator.comparing(
                        (Label label) -> label.number,
                        Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Label::name))
            .toList();
    int[] classes = new int[sorted.size()];
    IntStream.range(0, classes.length).forEach(i -> classes[sorted.get(i).id] = i);
    return new Labels.Classes(
        sorted.stream().map(Label::name).toList(),
        rows.build().stream().map(id -> classes[id]).toArray());
  }

  private void refuseNumbers() {
    if (task != null || !numbers || (decimal == null && labels.size() <= MOST_NUMBERS)) {
      return;
    }
    Label sample = decimal == null ? labels.values().iterator().next() : decimal;
    throw new SupernetException(
        DATA,
        Text.of(
            "The labels in %s of file %s are %s such as %s in line %d, %,d different ones in %,d rows; say --task regression to predict the number, --task classification if each is a class, or name another column with --label.",
            column,
            file,
            decimal == null ? "numbers" : "decimals",
            sample.name,
            sample.line,
            labels.size(),
            count));
  }
}
