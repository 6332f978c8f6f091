package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.primitives.ImmutableIntArray;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.data.DataOptions.TaskKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The labels in arrays, of all parts alike: a class or a number each, or, in an array {@code [n,
 * labels]} of 0 and 1, a set of labels each, or one class where each row has a single 1.
 */
final class NpzLabels {

  /** More different numbers than this are rather something to predict. */
  private static final int MOST_NUMBERS = 50;

  /** One array, and what is in it. */
  private record Array(String text, NpyHeader header, ByteBuffer items) {

    int size() {
      return Math.toIntExact(header.shape().get(0));
    }

    int width() {
      return Math.toIntExact(header.items() / Math.max(1, size()));
    }

    double number(int row, int column) {
      int index = header.fortran() ? column * size() + row : row * width() + column;
      return header.number(items, index);
    }
  }

  private final String file;
  private final List<Array> arrays;
  private final List<String> names;
  private final @Nullable TaskKind task;

  private NpzLabels(String file, List<Array> arrays, List<String> names, @Nullable TaskKind task) {
    this.file = file;
    this.arrays = arrays;
    this.names = names;
    this.task = task;
  }

  /**
   * Reads them.
   *
   * @param names of the arrays, one for each part
   * @param classNames of the classes 0 to n - 1; none if they are called as the labels are
   * @return those of each array
   */
  static List<Labels> read(
      Npz npz, String file, List<String> names, List<String> classNames, @Nullable TaskKind task) {
    List<Array> arrays = new ArrayList<>();
    for (String name : names) {
      NpyHeader header = Objects.requireNonNull(npz.headers().get(name));
      if (header.shape().isEmpty() || header.shape().size() > 2 || header.items() == 0) {
        throw refused(
            "%s has the shape %s, but labels have [n], or [n, labels] for sets.",
            npz.text(name), header.shape());
      }
      arrays.add(new Array(npz.text(name), header, header.wrap(npz.bytes(name))));
    }
    return new NpzLabels(file, arrays, classNames, task).labels();
  }

  private List<Labels> labels() {
    int width = arrays.get(0).width();
    for (Array array : arrays) {
      if (array.width() != width || array.header.isText() != arrays.get(0).header.isText()) {
        throw refused(
            "%s has the shape %s, and that of the training labels is %s; give both the same, and the same type.",
            array.text, array.header.shape(), arrays.get(0).header.shape());
      }
    }
    if (task == TaskKind.REGRESSION) {
      return arrays.stream().map(this::values).toList();
    }
    if (width == 1 && task != TaskKind.MULTILABEL) {
      return classes();
    }
    arrays.forEach(NpzLabels::requireZerosAndOnes);
    boolean single = task != TaskKind.MULTILABEL && arrays.stream().allMatch(NpzLabels::isOneHot);
    if (!single && task == TaskKind.CLASSIFICATION) {
      throw refused(
          "%s has rows without a single 1, which are no classes; say --task multilabel.",
          arrays.get(0).text);
    }
    List<String> called = called(width);
    return arrays.stream()
        .map(array -> single ? oneHot(array, called) : sets(array, called))
        .toList();
  }

  private Labels values(Array array) {
    if (array.width() != 1 || !array.header.isNumber()) {
      throw refused(
          "%s has the shape %s and type %s, but a regression predicts one number each: [n].",
          array.text, array.header.shape(), array.header.kind());
    }
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.number(i, 0);
      if (!Float.isFinite(values[i])) {
        throw refused(
            "%s has the value %s in row %d; give a finite number.", array.text, values[i], i);
      }
    }
    return new Labels.Values(values);
  }

  /** Numbers in their order, or names; the same in all parts. */
  private List<Labels> classes() {
    LabelColumn column = new LabelColumn(file, arrays.get(0).text, TaskKind.CLASSIFICATION);
    Set<String> different = new HashSet<>();
    for (Array array : arrays) {
      for (int i = 0; i < array.size(); i++) {
        String label = array.header.text(array.items, i);
        if (task == null && array.header.isNumber() && different.add(label)) {
          refuseNumber(array, i, different.size());
        }
        column.add(label, i);
      }
    }
    Labels.Classes all = (Labels.Classes) column.read(ImmutableIntArray.of());
    if (!names.isEmpty()) {
      all = named(all);
    }
    List<Labels> parts = new ArrayList<>();
    int from = 0;
    for (Array array : arrays) {
      parts.add(all.subset(IntStream.range(from, from + array.size()).toArray()));
      from += array.size();
    }
    return parts;
  }

  private static void refuseNumber(Array array, int row, int different) {
    double number = array.header.number(array.items, row);
    if (number != Math.rint(number) || different > MOST_NUMBERS) {
      throw refused(
          "%s has %s such as %s in row %d; say --task regression to predict the number, or --task classification if each is a class.",
          array.text,
          different > MOST_NUMBERS
              ? "more than " + MOST_NUMBERS + " different numbers"
              : "decimals",
          array.header.text(array.items, row),
          row);
    }
  }

  /** Labels that are places in a list of names. */
  private Labels.Classes named(Labels.Classes numbers) {
    int[] places = new int[numbers.names().size()];
    for (int i = 0; i < places.length; i++) {
      String label = numbers.names().get(i);
      boolean place = label.matches("\\d{1,9}") && Integer.parseInt(label) < names.size();
      if (!place) {
        return numbers; // They are called otherwise.
      }
      places[i] = Integer.parseInt(label);
    }
    return new Labels.Classes(
        names, Arrays.stream(numbers.of()).map(label -> places[label]).toArray());
  }

  private List<String> called(int width) {
    return names.size() == width
        ? names
        : IntStream.range(0, width).mapToObj(String::valueOf).toList();
  }

  private static void requireZerosAndOnes(Array array) {
    for (int i = 0; i < array.size(); i++) {
      for (int c = 0; c < array.width(); c++) {
        double number = array.header.isNumber() ? array.number(i, c) : Double.NaN;
        if (number != 0 && number != 1) {
          throw refused(
              "%s has the shape %s, and not 0 or 1 in row %d, column %d; give a class each, [n], or 0 and 1 for each label.",
              array.text, array.header.shape(), i, c);
        }
      }
    }
  }

  private static boolean isOneHot(Array array) {
    return IntStream.range(0, array.size())
        .allMatch(
            i -> IntStream.range(0, array.width()).mapToDouble(c -> array.number(i, c)).sum() == 1);
  }

  private static Labels oneHot(Array array, List<String> called) {
    int[] classes =
        IntStream.range(0, array.size())
            .map(
                i ->
                    IntStream.range(0, array.width())
                        .filter(c -> array.number(i, c) == 1)
                        .findFirst()
                        .orElseThrow())
            .toArray();
    return new Labels.Classes(called, classes);
  }

  private Labels sets(Array array, List<String> called) {
    boolean[][] sets = new boolean[array.size()][array.width()];
    for (int i = 0; i < sets.length; i++) {
      for (int c = 0; c < sets[i].length; c++) {
        sets[i][c] = array.number(i, c) == 1;
      }
    }
    return LabelSets.of(file, called, sets);
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(DATA, Text.of(sentence, values));
  }
}
