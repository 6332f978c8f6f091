package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.List;
import java.util.Set;

/** Labels that are sets of classes: what makes them, and what nothing can be learned from. */
final class LabelSets {

  private LabelSets() {}

  /**
   * A copy of them.
   *
   * @param data name of the data set, for messages
   * @param names of the classes
   * @param sets {@code [examples][classes]}: whether an example is of a class
   */
  static Labels.Sets of(String data, List<String> names, boolean[][] sets) {
    if (names.size() < 2 || Set.copyOf(names).size() < names.size()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "The sets of data set '%s' are of the labels %s; give at least 2, each a name of its own.",
              data, names));
    }
    int width = names.size();
    byte[] of = new byte[Math.multiplyExact(sets.length, width)];
    for (int i = 0; i < sets.length; i++) {
      if (sets[i].length != width) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Example %d of data set '%s' says yes or no to %d labels; give one for each of the %d: %s.",
                i, data, sets[i].length, width, names));
      }
      for (int c = 0; c < width; c++) {
        of[i * width + c] = (byte) (sets[i][c] ? 1 : 0);
      }
    }
    return new Labels.Sets(names, of);
  }

  /** Refuses a label that all training examples have, or none. */
  static void refuseConstant(DataSet train) {
    List<Integer> counts = ClassExamples.of(train).counts();
    for (int c = 0; c < counts.size(); c++) {
      if (counts.get(c) == 0 || counts.get(c) == train.size()) {
        throw new SupernetException(
            DATA,
            Text.of(
                "%s of the %d training examples of data set '%s' %s the label '%s'; there is nothing to learn, so leave it out.",
                counts.get(c) == 0 ? "None" : "All",
                train.size(),
                train.name(),
                counts.get(c) == 0 ? "has" : "have",
                train.classNames().get(c)));
      }
    }
  }

  /**
   * Refuses a label that all examples of a part have, or none: it would be neither learned nor
   * measured.
   */
  static void refuseAbsent(Split split) {
    refuseConstant(split.train());
    refuseAbsent(split, split.validation(), "validation");
    refuseAbsent(split, split.test(), "test");
  }

  private static void refuseAbsent(Split split, DataSet part, String name) {
    List<Integer> counts = ClassExamples.of(part).counts();
    for (int c = 0; c < counts.size(); c++) {
      int having = counts.get(c);
      if (having == 0 || having == part.size()) {
        int label = c;
        int all =
            List.of(split.train(), split.validation(), split.test()).stream()
                .mapToInt(p -> having == 0 ? of(p, label) : p.size() - of(p, label))
                .sum();
        throw new SupernetException(
            DATA,
            Text.of(
                "Too few examples of data set '%s' (%d) %s the label '%s' for one of them in the %s part; give at least %d, or leave it out.",
                part.name(),
                all,
                having == 0 ? "have" : "lack",
                part.classNames().get(c),
                name,
                ClassExamples.ENOUGH));
      }
    }
  }

  private static int of(DataSet part, int label) {
    return ClassExamples.of(part).counts().get(label);
  }
}
