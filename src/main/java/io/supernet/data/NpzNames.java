package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which arrays of a file hold examples and which labels, by their names: {@code x} and {@code y},
 * {@code x_train} and {@code y_test}, {@code train_images} and {@code test_labels}, and the like.
 *
 * @param parts the arrays of each part; all is for training where names tell of no part
 * @param classNames the array of the names of classes, if there is one
 * @param others that are not used
 */
record NpzNames(Map<Part, Pair> parts, Optional<String> classNames, List<String> others) {

  /** Names of two arrays. */
  record Pair(String examples, String labels) {}

  private static final Set<String> EXAMPLES =
      ImmutableSet.of(
          "x",
          "images",
          "image",
          "imgs",
          "img",
          "data",
          "features",
          "inputs",
          "input",
          "samples",
          "arr_0");

  private static final Set<String> LABELS =
      ImmutableSet.of("y", "labels", "label", "targets", "target", "arr_1");

  private static final Set<String> NAMES =
      ImmutableSet.of("class_names", "label_names", "target_names", "names", "categories");

  private static final String PARTS =
      Arrays.stream(Part.values())
          .flatMap(part -> part.names().stream())
          .sorted((a, b) -> b.length() - a.length())
          .collect(Collectors.joining("|"));

  private static final Pattern PART_FIRST = Pattern.compile("(" + PARTS + ")[_-]?(.+)");
  private static final Pattern PART_LAST = Pattern.compile("(.+?)[_-]?(" + PARTS + ")");

  NpzNames {
    parts = ImmutableMap.copyOf(parts);
    others = List.copyOf(others);
  }

  /** Those of a file. */
  static NpzNames of(String file, Set<String> arrays) {
    Map<Part, String> examples = new EnumMap<>(Part.class);
    Map<Part, String> labels = new EnumMap<>(Part.class);
    List<String> others = new ArrayList<>();
    Optional<String> classNames = Optional.empty();
    for (String array : arrays) {
      String name = array.toLowerCase(Locale.ROOT);
      if (NAMES.contains(name)) {
        classNames = Optional.of(array);
      } else if (!put(file, array, name, Part.TRAIN, examples, labels)) {
        Matcher first = PART_FIRST.matcher(name);
        Matcher last = PART_LAST.matcher(name);
        boolean used =
            (first.matches() && put(file, array, first.group(2), part(first, 1), examples, labels))
                || (last.matches()
                    && put(file, array, last.group(1), part(last, 2), examples, labels));
        if (!used) {
          others.add(array);
        }
      }
    }
    return new NpzNames(pairs(file, arrays, examples, labels), classNames, others);
  }

  private static Part part(Matcher matcher, int group) {
    return Part.of(matcher.group(group)).orElseThrow();
  }

  private static boolean put(
      String file,
      String array,
      String role,
      Part part,
      Map<Part, String> examples,
      Map<Part, String> labels) {
    if (!EXAMPLES.contains(role) && !LABELS.contains(role)) {
      return false;
    }
    String before = (LABELS.contains(role) ? labels : examples).put(part, array);
    if (before != null) {
      throw refused(
          "The arrays '%s' and '%s' of file %s could both be meant for %s; keep one of them.",
          before, array, file, part);
    }
    return true;
  }

  private static Map<Part, Pair> pairs(
      String file, Set<String> arrays, Map<Part, String> examples, Map<Part, String> labels) {
    if (!examples.containsKey(Part.TRAIN) || !labels.containsKey(Part.TRAIN)) {
      throw refused(
          "File %s has the arrays %s; name the training examples x or x_train, and their labels y or y_train.",
          file, arrays);
    }
    Map<Part, Pair> pairs = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      String x = examples.get(part);
      String y = labels.get(part);
      if ((x == null) != (y == null)) {
        throw refused(
            "File %s has only one array, '%s', for %s; give examples and their labels.",
            file, x == null ? Objects.requireNonNull(y) : x, part);
      }
      if (x != null && y != null) {
        pairs.put(part, new Pair(x, y));
      }
    }
    return pairs;
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(DATA, Text.of(sentence, values));
  }
}
