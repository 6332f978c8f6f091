package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.export.Family;
import io.supernet.export.Family.Member;
import io.supernet.pipeline.RunRecords;
import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import java.util.List;
import java.util.Optional;

/** The sizes that were exported from one supernet. */
final class FamilySection {

  private FamilySection() {}

  /** What 'supernet family' wrote; empty before it did. */
  static Optional<Section> section(RunRecords run, Optional<Family> family) {
    return family.map(
        sizes -> {
          Metric metric = run.definition().task().metrics().get(0);
          return new Section(
              "family",
              "Family",
              Html.paragraph(
                  Text.of(
                      "%d sizes with inherited weights; %s training examples gave each the statistics of its batch normalization.",
                      sizes.members().size(), Numbers.count(sizes.calibration()))),
              chart(sizes, metric, Quantity.MACS, Member::macs).html(),
              chart(
                      sizes,
                      metric,
                      new Quantity(new Axis("latency of one example", "ms", 3), 1),
                      member -> member.latencyMillis().getOrDefault(1, Double.NaN))
                  .html());
        });
  }

  /** A figure of a member. */
  @FunctionalInterface
  private interface Cost {
    double of(Member member);
  }

  private static Chart chart(Family family, Metric metric, Quantity cost, Cost of) {
    Quantity judged = Quantity.of(metric, metric.name());
    return new Chart(
        Text.of("Sizes: %s against %s", metric.name(), cost.axis().label()),
        "Test examples were asked once for each.",
        cost.axis(),
        judged.axis(),
        List.of("validation", "test").stream()
            .map(
                part ->
                    new Series(
                        part,
                        Kind.LINE,
                        family.members().stream()
                            .map(
                                member ->
                                    new Point(
                                        cost.shown(of.of(member)),
                                        judged.shown(member.metric(part, metric.name())),
                                        member.name() + ": " + member.architecture()))
                            .toList()))
            .toList(),
        List.of());
  }
}
