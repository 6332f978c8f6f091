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
 * @param label the column that is predicted
 * @param leftOut why, by the name of a column
 */
record TableSchema(
    List<ColumnProfile> features,
    List<ColumnKind> kinds,
    ColumnProfile label,
    Map<String, String> leftOut) {

  TableSchema {
    features = ImmutableList.copyOf(features);
    kinds = ImmutableList.copyOf(kinds);
    leftOut = ImmutableMap.copyOf(leftOut);
  }

  /** Of a table that was looked at, as the user wants it. */
  static TableSchema of(TableProfile table, DataOptions options) {
    int last = table.columns().size() - 1;
    int label = options.label() == null ? last : table.find(options.label());
    Set<Integer> dropped = places(table, options.drop(), label, "leave out");
    Set<Integer> kept = places(table, options.keep(), label, "keep");
    List<ColumnProfile> features = new ArrayList<>();
    List<ColumnKind> kinds = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (ColumnProfile column : table.columns()) {
      int place = column.index();
      if (place == label) {
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
              table.file(), table.columns().get(label).name(), text(leftOut)));
    }
    return new TableSchema(features, kinds, table.columns().get(label), leftOut);
  }

  /** Such as {@code id (names the rows), note (dropped)}. */
  static String text(Map<String, String> leftOut) {
    List<String> words = new ArrayList<>();
    leftOut.forEach((name, why) -> words.add(Text.of("%s (%s)", name, why)));
    return String.join(", ", words);
  }

  private static Set<Integer> places(
      TableProfile table, List<String> called, int label, String what) {
    Set<Integer> places = new HashSet<>();
    for (String name : called) {
      int place = table.find(name);
      if (place == label) {
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
