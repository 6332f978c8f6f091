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

  /** How many numbers a cell becomes. */
  public int width() {
    return (categories == null ? 1 : categories.size()) + (others ? 1 : 0) + (flagged ? 1 : 0);
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
    List<String> own = categories == null ? List.of() : categories;
    if (text.isEmpty()) {
      return flagged ? width() - 1 : -1;
    }
    int place = own.indexOf(text);
    return place >= 0 || !others ? place : own.size();
  }
}
