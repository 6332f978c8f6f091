package io.supernet.network;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What metrics of sets of labels come from: how many examples have each label, are said to (a
 * probability above a half), and both; and how many that lack and have it lie in each of many bins
 * of log odds.
 */
record LabelSums(int labels) {

  private static final int MOST_BINS = 4096;

  /** Together: with more than 128 labels bins are wider, so that a sum stays small. */
  private static final int MOST_NUMBERS = 1 << 20;

  /**
   * The sums over a batch.
   *
   * @param truth uint8 {@code [batch, labels]}
   * @param outputs float32 {@code [batch, labels]}
   * @return float64 vectors
   */
  List<Operand<TFloat64>> sums(
      Ops tf, Operand<? extends TNumber> truth, Operand<TFloat32> outputs) {
    Operand<TInt32> first = tf.constant(0);
    Operand<TFloat64> had = tf.dtypes.cast(truth, TFloat64.class);
    Operand<TFloat64> said =
        tf.dtypes.cast(tf.math.greater(outputs, tf.constant(0f)), TFloat64.class);
    // Bins of one label, those of examples that lack it before those that have it, then the next.
    int[] begins = IntStream.range(0, labels).map(c -> 2 * c * bins()).toArray();
    Operand<TInt32> side = tf.math.mul(tf.dtypes.cast(truth, TInt32.class), tf.constant(bins()));
    Operand<TInt32> bins =
        tf.math.add(tf.math.add(LogOddsBins.of(tf, outputs, bins()), side), tf.constant(begins));
    return List.of(
        tf.sum(had, first),
        tf.sum(said, first),
        tf.sum(tf.math.mul(had, said), first),
        tf.math.unsortedSegmentSum(
            tf.onesLike(had), bins, tf.constant(Math.multiplyExact(2 * labels, bins()))));
  }

  private int bins() {
    return Math.max(2, Math.min(MOST_BINS, MOST_NUMBERS / (2 * labels)));
  }

  /**
   * The mean, over the labels that an example has, of the precision at each example that has it,
   * where examples are ranked by their odds. Those in one bin come at once, as ties do: each has
   * the precision after all of them. 0 if no example has any label.
   */
  double averagePrecision(double[] sums) {
    return mean(sums, c -> averagePrecision(sums, c));
  }

  private double averagePrecision(double[] sums, int label) {
    int lacking = 3 * labels + 2 * label * bins();
    int having = lacking + bins();
    double found = 0;
    double shown = 0;
    double precisions = 0;
    for (int bin = bins() - 1; bin >= 0; bin--) {
      double more = sums[having + bin];
      found += more;
      shown += more + sums[lacking + bin];
      precisions += more > 0 ? more * found / shown : 0;
    }
    return precisions / found;
  }

  /** The mean of F1 over the labels that an example has; 0 if none has any. */
  double macroF1(double[] sums) {
    return mean(sums, c -> f1(sums[c], sums[labels + c], sums[2 * labels + c]));
  }

  /** F1 of all labels together; 0 if none is had or said. */
  double microF1(double[] sums) {
    double had = sum(sums, 0);
    double said = sum(sums, 1);
    return had + said > 0 ? f1(had, said, sum(sums, 2)) : 0;
  }

  private static double f1(double had, double said, double both) {
    return 2 * both / (had + said);
  }

  private double mean(double[] sums, IntToDoubleFunction ofLabel) {
    return IntStream.range(0, labels)
        .filter(c -> sums[c] > 0)
        .mapToDouble(ofLabel)
        .average()
        .orElse(0);
  }

  private double sum(double[] sums, int which) {
    return IntStream.range(which * labels, (which + 1) * labels).mapToDouble(i -> sums[i]).sum();
  }
}
