package io.supernet.study.simulation;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each method found on average.
 *
 * @param table where the trainings are from
 * @param metric of the trainings
 * @param rows how many trainings that are, within the limits
 * @param findable the metric on test examples of the row that is best on validation examples
 * @param options what was simulated
 * @param supernets how many supernets gave scores
 * @param lines a method each, for each way of counting costs
 */
public record SimulationReport(
    String table,
    Metric metric,
    int rows,
    double findable,
    SimulationOptions options,
    int supernets,
    List<Line> lines) {

  public SimulationReport {
    lines = ImmutableList.copyOf(lines);
  }

  /**
   * A method.
   *
   * @param unit how costs are counted
   * @param points one for each budget
   */
  public record Line(Costs.Unit unit, String method, List<Point> points) {
    public Line {
      points = ImmutableList.copyOf(points);
    }
  }

  /**
   * A method with a budget: the mean over the seeds.
   *
   * @param budget in whole trainings of the average network
   * @param test mean of the metric of the winner on test examples; null if the budget reached for
   *     no training with some seed
   * @param halfWidth of the 95 % interval of the mean by Student's t: over seeds, or over supernets
   *     where their scores decide; null with the mean, and of one supernet
   */
  public record Point(double budget, @Nullable Double test, @Nullable Double halfWidth) {}
}
