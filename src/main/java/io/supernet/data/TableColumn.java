package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.nio.FloatBuffer;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a column become numbers: a number stays what it is, a text becomes a 1 in the
 * place of its category and 0 in those of the others. What was fitted was fitted on training rows.
 *
 * @param name of the column
 * @param gaps how many cells of all rows are missing
 * @param fill of numbers, what stands for a missing one: the median
 * @param flagged whether one more number says that the cell is missing
 * @param categories of texts, those that have a place of their own; null for numbers
 * @param others of texts, whether one more place is for all other categories
 */
@API(status = INTERNAL)
public record TableColumn(
    String name,
    int gaps,
    float fill,
    boolean flagged,
    @Nullable List<String> categories,
    boolean others) {

  /** What a text may be where it is missing. */
  public static final ImmutableList<String> MISSING = Missing.WORDS.asList();

  public TableColumn {
    categories = categories == null ? null : ImmutableList.copyOf(categories);
    if (gaps < 0 || !Float.isFinite(fill)) {
      throw new IllegalArgumentException(gaps + " gaps, fill " + fill);
    }
  }

  static TableColumn numbers(String name, int gaps, float fill, boolean flagged) {
    return new TableColumn(name, gaps, fill, flagged, null, false);
  }

  static TableColumn texts(
      String name, int gaps, boolean flagged, List<String> categories, boolean others) {
    return new TableColumn(name, gaps, 0, flagged, categories, others);
  }

  /** Whether its cells are texts. */
  public boolean isText() {
    return categories != null;
  }

  /** The categories that have a place of their own, in the order of their places. */
  public List<String> texts() {
    return categories == null ? List.of() : categories;
  }

  /** How many numbers a cell becomes. */
  public int width() {
    return (isText() ? texts().size() : 1) + (others ? 1 : 0) + (flagged ? 1 : 0);
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
   * @param place that {@link #place} gives its text
   */
  void put(int place, FloatBuffer out) {
    for (int i = 0; i < width(); i++) {
      out.put(i == place ? 1 : 0);
    }
  }

  /** The place of the 1 for a text; -1 if it has none. Empty texts are missing. */
  int place(String text) {
    if (text.isEmpty()) {
      return flagged ? width() - 1 : -1;
    }
    int place = texts().indexOf(text);
    return place >= 0 || !others ? place : texts().size();
  }
}
