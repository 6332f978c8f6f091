package io.supernet.data;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Labels that are the names of their classes. */
final class NamedLabels {

  private NamedLabels() {}

  /** The classes in alphabetical order. */
  static Labels.Classes of(String[] labels) {
    List<String> names = List.copyOf(new TreeSet<>(Arrays.asList(labels)));
    String[] sorted = names.toArray(String[]::new);
    return new Labels.Classes(
        names, Arrays.stream(labels).mapToInt(l -> Arrays.binarySearch(sorted, l)).toArray());
  }
}
