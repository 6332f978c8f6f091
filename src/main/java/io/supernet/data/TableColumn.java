package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a column become numbers: a number stays what it is, a text becomes a 1 in the
 * place of its category and 0 in those of the others. Where categories are many, a text becomes the
 * number of its category, from 1, which a network looks up; 0 is any other text. What was fitted
 * was fitted on training rows.
 *
 * @param name of the column
 * @param gaps how many cells of all rows are missing
 * @param fill of numbers, what stands for a missing one: the median
 * @param flagged whether one more number says that the cell is missing, or, of an embedded column,
 *     one more category
 * @param categories of texts, those that have a place of their own; null for numbers
 * @param others of texts, whether one more place is for all other categories
 * @param embedded of texts, whether a cell becomes the number of its category
 */
@API(status = INTERNAL)
public record TableColumn(
    String name,
    int gaps,
    float fill,
    boolean flagged,
    @Nullable List<String> categories,
    boolean others,
    boolean embedded) {

  /** What a text may be where it is missing. */
  public static final ImmutableList<String> MISSING = Missing.WORDS.asList();

  public TableColumn {
    categories = categories == null ? null : ImmutableList.copyOf(categories);
    if (gaps < 0 || !Float.isFinite(fill)) {
      throw new IllegalArgumentException(gaps + " gaps, fill " + fill);
    }
    if (embedded && (categories == null || others)) {
      throw new IllegalArgumentException("Column '" + name + "' has no categories to embed alone");
    }
  }

  static TableColumn numbers(String name, int gaps, float fill, boolean flagged) {
    return new TableColumn(name, gaps, fill, flagged, null, false, false);
  }

  static TableColumn texts(
      String name, int gaps, boolean flagged, List<String> categories, boolean others) {
    return new TableColumn(name, gaps, 0, flagged, categories, others, false);
  }

  static TableColumn embedded(String name, int gaps, boolean flagged, List<String> categories) {
    return new TableColumn(name, gaps, 0, flagged, categories, false, true);
  }

  /** Whether its cells are texts. */
  public boolean isText() {
    return categories != null;
  }

  /** The categories that have a place of their own, in the order of their places. */
  public List<String> texts() {
    return categories == null ? List.of() : categories;
  }

  /**
   * Of an embedded column, how many numbers its categories have: those from 0 to below this. None
   * of others.
   */
  public int values() {
    return embedded ? 1 + texts().size() + (flagged ? 1 : 0) : 0;
  }

  /** How many numbers a cell becomes. */
  public int width() {
    return embedded ? 1 : (isText() ? texts().size() : 1) + (others ? 1 : 0) + (flagged ? 1 : 0);
  }

  /**
   * A cell that becomes these numbers; NaN if it is missing.
   *
   * @param cell positioned at the first of them
   */
  public float number(FloatBuffer cell) {
    float value = cell.get();
    return flagged && cell.get() == 1 ? Float.NaN : value;
  }

  /**
   * A cell that becomes these numbers; empty if it is missing.
   *
   * @param cell positioned at the first of them
   */
  public String text(FloatBuffer cell) {
    if (embedded) {
      int number = (int) cell.get();
      return number == 0 ? unknown() : number <= texts().size() ? texts().get(number - 1) : "";
    }
    for (int place = 0; place < width(); place++) {
      if (cell.get() == 1) {
        return place < texts().size()
            ? texts().get(place)
            : flagged && place == width() - 1 ? "" : unknown();
      }
    }
    return unknown();
  }

  /** A category that has no place of its own. */
  private String unknown() {
    String text = "other";
    while (texts().contains(text)) {
      text += "_";
    }
    return text;
  }

  /**
   * Adds what a cell becomes.
   *
   * @param value NaN if it is missing
   */
  void put(float value, FloatBuffer out) {
    boolean missing = Float.isNaN(value);
    out.put(missing ? fill : value);
    if (flagged) {
      out.put(missing ? 1 : 0);
    }
  }

  /**
   * Adds what a cell becomes.
   *
   * @param place that {@link #places} gives its text
   */
  void put(int place, FloatBuffer out) {
    if (embedded) {
      out.put(place + 1);
      return;
    }
    for (int i = 0; i < width(); i++) {
      out.put(i == place ? 1 : 0);
    }
  }

  /**
   * The place of the 1 for each of some texts, or of an embedded column its number less 1; -1 if it
   * has none. Empty texts are missing.
   */
  int[] places(List<String> cells) {
    Map<String, Integer> known = new HashMap<>();
    texts().forEach(text -> known.put(text, known.size()));
    int missing = flagged ? texts().size() + (others ? 1 : 0) : -1;
    int other = others ? texts().size() : -1;
    return cells.stream()
        .mapToInt(cell -> cell.isEmpty() ? missing : known.getOrDefault(cell, other))
        .toArray();
  }
}
