package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Which members a family has.
 *
 * @param figure a cost, such as {@code macs}
 * @param targets the most that each member may cost, from the lowest; none if {@code count} says
 *     how many
 * @param count how many members, at equal ratios of the figure from the smallest network of the
 *     space to the largest; 0 if targets are given
 * @param budget architectures that are judged for each target, at least 1
 * @param calibration training examples that give a member the statistics of its batch
 *     normalization, at least 1
 * @param version of the models
 */
@API(status = INTERNAL)
public record FamilyOptions(
    String figure, List<Target> targets, int count, int budget, int calibration, int version) {

  /**
   * A target.
   *
   * @param name of the member
   * @param most it may cost
   */
  public record Target(String name, double most) {}

  public FamilyOptions {
    targets = ImmutableList.copyOf(targets);
    Bounds.check(
        targets.isEmpty() ? count >= 2 : count == 0, "number of members", count, "2 or more");
    Bounds.check(budget >= 1, "number of evaluations", budget, "1 or more");
    Bounds.check(calibration >= 1, "number of examples", calibration, "1 or more");
    Bounds.check(version >= 1, "version", version, "1 or more");
    if (!Ordering.natural().isStrictlyOrdered(targets.stream().map(Target::most).toList())) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The targets are %s; give each once, from the smallest to the largest.",
              String.join(", ", targets.stream().map(Target::name).toList())));
    }
  }
}
