package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Decimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * How many examples each class has; one whose label is a set counts in each class of it.
 *
 * @param counts by class
 */
@API(status = INTERNAL)
public record ClassExamples(List<Integer> counts) {

  private static final List<String> PARTS = List.of("training", "validation", "test");

  /** So many examples of a class reach each of three parts, 60, 20 and 20 %. */
  static final int ENOUGH = 5;

  public ClassExamples {
    counts = List.copyOf(counts);
  }

  /** Counts them. */
  public static ClassExamples of(DataSet data) {
    if (data.labeling() instanceof Labels.Sets sets) {
      int width = sets.names().size();
      int[] counts = new int[width];
      for (int i = 0; i < sets.of().length; i++) {
        counts[i % width] += sets.of()[i];
      }
      return new ClassExamples(Arrays.stream(counts).boxed().toList());
    }
    return of(data.classes(), data.labels());
  }

  private static ClassExamples of(int classes, int[] labels) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return new ClassExamples(Arrays.stream(counts).boxed().toList());
  }

  /** The label of most examples. */
  public int largest() {
    return counts.indexOf(Collections.max(counts));
  }

  /** Refuses data of a single class. */
  static void refuseOne(DataSet train) {
    List<Integer> counts = of(train).counts();
    if (counts.stream().filter(count -> count > 0).count() < 2) {
      int only = IntStream.range(0, counts.size()).filter(c -> counts.get(c) > 0).sum();
      throw new SupernetException(
          DATA,
          Text.of(
              "All training examples of data set '%s' are of class '%s'; a classification needs at least 2 classes.",
              train.name(), train.classNames().get(only)));
    }
  }

  /** Refuses what is rather a number or a name for each example than a class. */
  static void refuseMany(String data, Labels.Classes labels) {
    int classes = labels.names().size();
    if (classes > 2 && 2 * classes > labels.size()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Data set '%s' has %d classes in %d examples, such as '%s'; check which column is the label, and give each class at least %d examples%s.",
              data,
              classes,
              labels.size(),
              labels.names().get(0),
              ENOUGH,
              labels.names().stream().allMatch(Decimal::is)
                  ? ", or say --task regression if the number is to be predicted"
                  : ""));
    }
  }

  /**
   * Refuses a class that is missing in some part, as when files bring the parts. One that is in
   * none is a number that no label has.
   */
  static void refuseAbsent(Split split) {
    List<DataSet> parts = List.of(split.train(), split.validation(), split.test());
    List<List<Integer>> counts = parts.stream().map(part -> of(part).counts()).toList();
    for (int c = 0; c < split.train().classes(); c++) {
      int label = c;
      int all = counts.stream().mapToInt(part -> part.get(label)).sum();
      for (int p = 0; all > 0 && p < parts.size(); p++) {
        if (counts.get(p).get(label) == 0) {
          throw new SupernetException(
              DATA,
              Text.of(
                  "Class '%s' of data set '%s' has no example in the %s part, and %d in all; give each part some, or remove the class.",
                  split.train().classNames().get(label), split.train().name(), PARTS.get(p), all));
        }
      }
    }
  }

  /**
   * Refuses a class that is missing in a part: it would be neither learned nor measured.
   *
   * @param parts the numbers of their examples
   */
  static void refuseAbsent(String data, Labels.Classes labels, int[][] parts) {
    int classes = labels.names().size();
    for (int p = 0; p < parts.length; p++) {
      int[] some = Arrays.stream(parts[p]).map(row -> labels.of()[row]).toArray();
      int absent = of(classes, some).counts().indexOf(0);
      if (absent >= 0) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Class '%s' of data set '%s' has too few examples (%d) for one of them in the %s part; give it at least %d, or remove it.",
                labels.names().get(absent),
                data,
                of(classes, labels.of()).counts().get(absent),
                PARTS.get(p),
                ENOUGH));
      }
    }
  }
}
