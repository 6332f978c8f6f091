package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static io.supernet.SupernetException.Kind.USAGE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each column of a table is for.
 *
 * @param features columns that are learned from, in the order of the table
 * @param kinds of the features
 * @param labels the column that is predicted, or several, each of which says yes or no
 * @param leftOut why, by the name of a column
 */
record TableSchema(
    List<ColumnProfile> features,
    List<ColumnKind> kinds,
    List<ColumnProfile> labels,
    Map<String, String> leftOut) {

  TableSchema {
    features = ImmutableList.copyOf(features);
    kinds = ImmutableList.copyOf(kinds);
    labels = ImmutableList.copyOf(labels);
    leftOut = ImmutableMap.copyOf(leftOut);
  }

  /** Of a table that was looked at, as the user wants it. */
  static TableSchema of(TableProfile table, DataOptions options) {
    List<ColumnProfile> labels = LabelNames.find(table, options);
    Set<Integer> dropped = places(table, options.drop(), labels, "leave out");
    Set<Integer> kept = places(table, options.keep(), labels, "keep");
    List<ColumnProfile> features = new ArrayList<>();
    List<ColumnKind> kinds = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (ColumnProfile column : table.columns()) {
      int place = column.index();
      if (labels.contains(column)) {
        continue;
      }
      if (dropped.contains(place)) {
        leftOut.put(column.name(), "dropped");
        continue;
      }
      ColumnKind kind = ColumnKind.of(column, table.file(), kept.contains(place));
      if (kind.isLeftOut()) {
        leftOut.put(column.name(), kind.reason());
      } else {
        features.add(column);
        kinds.add(kind);
      }
    }
    if (features.isEmpty()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s leaves nothing to learn from: beside the label '%s' it has %s; add a column, or keep one with --keep.",
              table.file(), LabelNames.of(labels), leftOut.isEmpty() ? "nothing" : text(leftOut)));
    }
    return new TableSchema(features, kinds, labels, leftOut);
  }

  /** Such as {@code id (names the rows), note (dropped)}. */
  static String text(Map<String, String> leftOut) {
    List<String> words = new ArrayList<>();
    leftOut.forEach((name, why) -> words.add(Text.of("%s (%s)", name, why)));
    return String.join(", ", words);
  }

  private static Set<Integer> places(
      TableProfile table, List<String> called, List<ColumnProfile> labels, String what) {
    Set<Integer> places = new HashSet<>();
    for (String name : called) {
      int place = table.find(name);
      if (labels.contains(table.columns().get(place))) {
        throw new SupernetException(
            USAGE,
            Text.of(
                "Column '%s' of file %s is the label, which a table cannot %s; name another with --label.",
                name, table.file(), what));
      }
      places.add(place);
    }
    return places;
  }
}
