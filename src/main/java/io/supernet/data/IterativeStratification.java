package io.supernet.data;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Divides examples that have sets of labels so that each label has its share in each part, as
 * nearly as that goes for all at once: the examples of the rarest label first, each to the part
 * that lacks most of that label.
 *
 * <p>Sechidis, Tsoumakas and Vlahavas: On the Stratification of Multi-Label Data, ECML PKDD 2011,
 * Algorithm 1. There a label is had; here what counts is the rarer of having and lacking it, so
 * that one that nearly all examples have is lacked in each part, too.
 */
final class IterativeStratification {

  private final Labels.Sets labels;
  private final boolean[] rare;
  private final RandomGenerator random;

  /** How many examples, and how many of each label, each part is still owed. */
  private final double[] owed;

  private final double[][] owedOf;

  private IterativeStratification(
      Labels.Sets labels, List<Double> fractions, RandomGenerator random) {
    this.labels = labels;
    this.random = random;
    int width = labels.names().size();
    this.rare = new boolean[width];
    this.owed = new double[fractions.size()];
    this.owedOf = new double[width][fractions.size()];
    int[] having = new int[width];
    Arrays.setAll(having, c -> (int) examples().filter(i -> labels.has(i, c)).count());
    for (int c = 0; c < width; c++) {
      rare[c] = 2L * having[c] <= labels.size();
      int counted = rare[c] ? having[c] : labels.size() - having[c];
      Arrays.setAll(owedOf[c], p -> counted * fractions.get(p));
    }
    Arrays.setAll(owed, p -> labels.size() * fractions.get(p));
  }

  /**
   * The part of each example.
   *
   * @param order of the examples, in which they are handed out
   */
  static int[] parts(
      Labels.Sets labels, List<Double> fractions, int[] order, RandomGenerator random) {
    return new IterativeStratification(labels, fractions, random).parts(order);
  }

  private int[] parts(int[] order) {
    int[] partOf = new int[order.length];
    Arrays.fill(partOf, -1);
    int[] left = new int[owedOf.length];
    Arrays.setAll(left, c -> (int) examples().filter(i -> counts(i, c)).count());
    while (true) {
      int rarest = rarest(left);
      for (int i : order) {
        if (partOf[i] < 0 && (rarest < 0 || counts(i, rarest))) {
          partOf[i] = part(rarest);
          owed[partOf[i]]--;
          for (int c = 0; c < left.length; c++) {
            if (counts(i, c)) {
              left[c]--;
              owedOf[c][partOf[i]]--;
            }
          }
        }
      }
      if (rarest < 0) {
        return partOf;
      }
    }
  }

  /** The label of the fewest examples that are left; -1 if those that are left have none. */
  private static int rarest(int[] left) {
    return IntStream.range(0, left.length)
        .filter(c -> left[c] > 0)
        .boxed()
        .min((a, b) -> Integer.compare(left[a], left[b]))
        .orElse(-1);
  }

  /** The part that is owed most of a label; of those the one that is owed most; of those any. */
  private int part(int label) {
    int best = 0;
    int ties = 1;
    for (int p = 1; p < owed.length; p++) {
      int order = label < 0 ? 0 : Double.compare(owedOf[label][p], owedOf[label][best]);
      order = order == 0 ? Double.compare(owed[p], owed[best]) : order;
      if (order > 0) {
        best = p;
        ties = 1;
      } else if (order == 0) {
        ties++;
        best = random.nextInt(ties) == 0 ? p : best;
      }
    }
    return best;
  }

  private boolean counts(int example, int label) {
    return labels.has(example, label) == rare[label];
  }

  private IntStream examples() {
    return IntStream.range(0, labels.size());
  }
}
