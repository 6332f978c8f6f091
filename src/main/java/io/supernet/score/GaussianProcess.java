package io.supernet.score;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.apiguardian.api.API;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;

/**
 * What a few noisy values say of others like them: regression by a Gaussian process of mean 0 with
 * a squared exponential kernel over several distances, such as that of scores and that of
 * structure, each with a length scale. Length scales and noise are those of a small grid under
 * which the values are most likely; the variance is the most likely one for them, so that no unit
 * has to be known.
 *
 * <p>Rasmussen and Williams: Gaussian Processes for Machine Learning, MIT Press 2006, algorithm 2.1
 * and section 5.4.1. There the likelihood is climbed by its gradient; a grid does not end in a
 * local maximum, and takes milliseconds for a few dozen values.
 */
@API(status = INTERNAL)
public final class GaussianProcess<T> {

  /** Of each distance, as a multiple of its root mean square between two points. */
  private static final List<Double> LENGTHS = List.of(0.5, 1.0, 2.0, 4.0);

  /** Variance of the noise, as a share of that of the process. */
  private static final List<Double> NOISES = List.of(0.03, 0.1, 0.3, 1.0, 3.0);

  /**
   * What is known of a value.
   *
   * @param mean what is expected
   * @param deviation the standard deviation, without the noise of an observation
   */
  public record Prediction(double mean, double deviation) {}

  /**
   * A kernel.
   *
   * @param squares squared distances, 0 of a point from itself
   * @param scales what each counts
   */
  private record Kernel<T>(List<ToDoubleBiFunction<T, T>> squares, ImmutableDoubleArray scales) {

    double of(T one, T other) {
      double sum = 0;
      for (int i = 0; i < scales.length(); i++) {
        sum += scales.get(i) * squares.get(i).applyAsDouble(one, other);
      }
      return Math.exp(-sum);
    }
  }

  private final ImmutableList<T> points;
  private final RealVector values;
  private final Kernel<T> kernel;
  private final double noise;
  private final double variance;
  private final DecompositionSolver solver;
  private final RealVector weights;
  private final double likelihood;

  /**
   * A process.
   *
   * @param squares of the points, by distance and pair
   * @param known the variance; null for the most likely one
   */
  private GaussianProcess(
      List<T> points,
      RealVector values,
      Kernel<T> kernel,
      List<double[][]> squares,
      double noise,
      @Nullable Double known) {
    this.points = ImmutableList.copyOf(points);
    this.values = values;
    this.kernel = kernel;
    this.noise = noise;
    int size = points.size();
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = 0;
        for (int k = 0; k < kernel.scales.length(); k++) {
          sum += kernel.scales.get(k) * squares.get(k)[i][j];
        }
        covariance[i][j] = Math.exp(-sum) + (i == j ? noise : 0);
      }
    }
    CholeskyDecomposition parts =
        new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false));
    this.solver = parts.getSolver();
    this.weights = solver.solve(values);
    double likely = Math.max(Double.MIN_NORMAL, values.dotProduct(weights) / size);
    this.variance = known == null ? likely : known;
    double logDeterminant = 0;
    for (int i = 0; i < size; i++) {
      logDeterminant += 2 * Math.log(parts.getL().getEntry(i, i));
    }
    this.likelihood = -0.5 * (size * Math.log(likely) + logDeterminant);
  }

  /**
   * Fits a process.
   *
   * @param points 1 or more
   * @param values of the points, around 0
   * @param distances squared distances of two points, the same both ways; one or more
   */
  public static <T> GaussianProcess<T> fit(
      List<T> points, double[] values, List<ToDoubleBiFunction<T, T>> distances) {
    List<double[][]> squares = squares(points, distances);
    double[] means = squares.stream().mapToDouble(GaussianProcess::mean).toArray();
    RealVector observed = new ArrayRealVector(values);
    GaussianProcess<T> best = null;
    for (List<Double> lengths :
        Lists.cartesianProduct(Collections.nCopies(distances.size(), LENGTHS))) {
      double[] scales = new double[means.length];
      Arrays.setAll(scales, i -> 1 / (2 * means[i] * lengths.get(i) * lengths.get(i)));
      Kernel<T> kernel = new Kernel<>(distances, ImmutableDoubleArray.copyOf(scales));
      for (double noise : NOISES) {
        GaussianProcess<T> one =
            new GaussianProcess<>(points, observed, kernel, squares, noise, null);
        if (best == null || one.likelihood > best.likelihood) {
          best = one;
        }
      }
    }
    return requireNonNull(best);
  }

  private static <T> List<double[][]> squares(
      List<T> points, List<ToDoubleBiFunction<T, T>> distances) {
    return distances.stream()
        .map(
            square ->
                points.stream()
                    .map(
                        one ->
                            points.stream()
                                .mapToDouble(other -> square.applyAsDouble(one, other))
                                .toArray())
                    .toArray(double[][]::new))
        .toList();
  }

  /** Over pairs of different points; where all are in one place, any number above 0. */
  private static double mean(double[][] squares) {
    double sum = Arrays.stream(squares).flatMapToDouble(Arrays::stream).sum();
    return sum == 0 ? 1 : sum / (squares.length * (squares.length - 1.0));
  }

  /** The same as if a point had come out just as expected: what is like it, is less unknown. */
  public GaussianProcess<T> believing(T point) {
    List<T> more = ImmutableList.<T>builder().addAll(points).add(point).build();
    return new GaussianProcess<>(
        more,
        values.append(at(point).mean()),
        kernel,
        squares(more, kernel.squares),
        noise,
        variance);
  }

  /** What is to be expected at a point. */
  public Prediction at(T point) {
    RealVector near =
        new ArrayRealVector(points.stream().mapToDouble(p -> kernel.of(p, point)).toArray());
    double left = 1 - near.dotProduct(solver.solve(near));
    return new Prediction(near.dotProduct(weights), Math.sqrt(Math.max(0, variance * left)));
  }
}
