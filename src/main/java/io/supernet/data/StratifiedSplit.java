package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.base.Preconditions;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Divides a data set at random so that every class has the same share in each part, to within one
 * example; sets of classes nearly so, and one whose labels are values is divided as a whole. The
 * order within a part is random too; the same generator state gives the same parts.
 */
final class StratifiedSplit {

  /** Products such as 100 · 0.29 fall a little short of the whole number. */
  private static final double ROUNDING = 1e-9;

  private StratifiedSplit() {}

  /**
   * The parts of a data set: disjoint, together all of it.
   *
   * @param fractions the share of each part, above 0, together 1
   */
  public static List<DataSet> split(DataSet data, List<Double> fractions, RandomGenerator random) {
    return Arrays.stream(rows(data.name(), data.labeling(), fractions, random))
        .map(data::subset)
        .toList();
  }

  /**
   * The numbers of the examples in each part.
   *
   * @param name of the data set, for messages
   */
  static int[][] rows(String name, Labels labels, List<Double> fractions, RandomGenerator random) {
    double sum = fractions.stream().mapToDouble(f -> f).sum();
    Preconditions.checkArgument(
        Math.abs(sum - 1) < ROUNDING && fractions.stream().allMatch(f -> f > 0),
        "fractions %s",
        fractions);
    int[] order = shuffled(labels.size(), random);
    int[] partOf =
        labels instanceof Labels.Sets sets
            ? IterativeStratification.parts(sets, fractions, order, random)
            : parts(labels, fractions, order);
    int[][] parts = new int[fractions.size()][];
    for (int p = 0; p < parts.length; p++) {
      int part = p;
      parts[p] = Arrays.stream(order).filter(i -> partOf[i] == part).toArray();
      if (parts[p].length == 0) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Data set '%s' has %d examples, too few for a part of %s of them; add examples.",
                name, partOf.length, fractions.get(p)));
      }
    }
    return parts;
  }

  /** The part of each example, in this order of them. */
  private static int[] parts(Labels labels, List<Double> fractions, int[] order) {
    // Those of values are one class.
    int[] classOf =
        labels instanceof Labels.Classes classes ? classes.of() : new int[labels.size()];
    int[][] counts = counts(classOf, Math.max(1, labels.names().size()), fractions);
    int[] partOf = new int[order.length];
    for (int i : order) {
      int[] open = counts[classOf[i]];
      int p = 0;
      while (open[p] == 0) {
        p++;
      }
      open[p]--;
      partOf[i] = p;
    }
    return partOf;
  }

  /** How many examples of each class (rows) go to each part (columns). */
  private static int[][] counts(int[] labels, int classes, List<Double> fractions) {
    int[] sizes = new int[classes];
    for (int label : labels) {
      sizes[label]++;
    }
    int[][] counts = new int[classes][fractions.size()];
    double[] owed = new double[fractions.size()];
    for (int c = 0; c < classes; c++) {
      List<Integer> rounded = new ArrayList<>();
      int left = sizes[c];
      for (int p = 0; p < fractions.size(); p++) {
        double exact = sizes[c] * fractions.get(p);
        counts[c][p] = (int) (exact + ROUNDING);
        left -= counts[c][p];
        owed[p] += exact - counts[c][p];
        if (exact - counts[c][p] > ROUNDING) {
          rounded.add(p);
        }
      }
      // What rounding leaves over goes to the parts that earlier classes gave too little.
      rounded.sort((a, b) -> Double.compare(owed[b], owed[a]));
      for (int p : rounded.subList(0, left)) {
        counts[c][p]++;
        owed[p]--;
      }
    }
    return counts;
  }

  private static int[] shuffled(int size, RandomGenerator random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
