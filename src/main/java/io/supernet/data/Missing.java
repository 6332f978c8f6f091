package io.supernet.data;

import com.google.common.collect.ImmutableSet;

/** Cells that say that there is no value: what pandas, R, SQL, and the sets of UCI write. */
final class Missing {

  /** All ways to write it. */
  static final ImmutableSet<String> WORDS =
      ImmutableSet.of(
          "", "NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "na", "n/a", "NULL", "null", "None", "?");

  private Missing() {}

  static boolean is(String cell) {
    return WORDS.contains(cell);
  }
}
