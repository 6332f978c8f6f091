package io.supernet.study.coupling;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.stats.Estimate;
import io.supernet.stats.Spread;
import io.supernet.study.coupling.Coupling.Alignment;
import io.supernet.study.coupling.Coupling.SubSpace;
import io.supernet.study.coupling.Coupling.Trials;
import java.util.ArrayList;
import java.util.List;

/** What the figures show, in sentences that say where the intervals are inconclusive. */
final class CouplingWords {

  private CouplingWords() {}

  static Coupling added(Coupling c) {
    List<String> words = new ArrayList<>(List.of(interference(c), gradients(c)));
    if (c.subSpaces() != null) {
      words.add(subSpaces(c.subSpaces().parts(), c.subSpaces().epochs()));
    }
    return new Coupling(
        c.space(),
        c.metric(),
        c.decisions(),
        c.options(),
        c.learningRate(),
        c.interference(),
        c.interferenceTrend(),
        c.gradients(),
        c.gradientTrend(),
        c.candidateTrend(),
        c.subSpaces(),
        words);
  }

  private static String interference(Coupling c) {
    List<Trials> others =
        c.interference().stream()
            .filter(t -> t.shared() != null && t.change().mean() != null)
            .toList();
    if (others.isEmpty()) {
      return "Interference could not be measured: no probe has a path that shares a given number of decisions.";
    }
    Metric metric = c.metric();
    String better = "the more they share, the better for it";
    String worse = "the more they share, the worse for it";
    Trials least = others.get(0);
    Trials most = others.get(others.size() - 1);
    Trials uniform = c.interference().get(c.decisions());
    Trials itself = c.interference().get(c.decisions() + 1);
    return Text.of(
        "%d steps of one other path change the %s of an architecture by %s%s where the two share %d of %d decisions and by %s where they share %d; uniformly drawn paths change it by %s, its own steps by %s; %s (correlation %s).",
        c.options().steps(),
        metric.name(),
        change(metric, least.change()),
        metric.shown() == Shown.PERCENT ? " points" : "",
        least.shared(),
        c.decisions(),
        change(metric, most.change()),
        most.shared(),
        change(metric, uniform.change()),
        change(metric, itself.change()),
        trend(
            c.interferenceTrend(),
            metric.higherIsBetter() ? better : worse,
            metric.higherIsBetter() ? worse : better),
        c.interferenceTrend().text());
  }

  private static String gradients(Coupling c) {
    List<Alignment> defined = c.gradients().stream().filter(a -> a.all().mean() != null).toList();
    if (defined.isEmpty()) {
      return "Gradients could not be compared: no two paths have a weight in common.";
    }
    Alignment least = defined.get(0);
    Alignment most = defined.get(defined.size() - 1);
    return Text.of(
        "The cosine between the gradients of two paths is %s on average where they share %d decisions and %s where they share %d; %s (correlation %s), and inside candidates alone %s (correlation %s).",
        number(least.all().mean()),
        least.shared(),
        number(most.all().mean()),
        most.shared(),
        trend(c.gradientTrend(), "it grows with what is shared", "it falls with what is shared"),
        c.gradientTrend().text(),
        trend(c.candidateTrend(), "it grows", "it falls"),
        c.candidateTrend().text());
  }

  private static String subSpaces(List<SubSpace> parts, int epochs) {
    SubSpace whole = parts.get(0);
    SubSpace small = parts.get(parts.size() - 1);
    String verdict =
        apart(whole.tau(), small.tau())
            ? "the intervals do not meet"
            : "the intervals overlap, so no difference is shown";
    String first =
        parts.size() == 1
            ? Text.of(
                "Tau of the run's supernet is %s over the whole space; no smaller part has %d rows of the table.",
                whole.tau().text(), SubSpaceStudy.FEWEST_ROWS)
            : Text.of(
                "Tau of the run's supernet is %s over the whole space and %s in the smallest part, %s architectures with %d decisions fixed; %s.",
                whole.tau().text(), small.tau().text(), small.size(), small.fixed(), verdict);
    if (epochs == 0) {
      return first;
    }
    return first
        + Text.of(
            " Supernets that were trained on a part alone for %d epochs reach %s over the whole space and %s in the smallest part.",
            epochs, whole.ownTau().text(), small.ownTau().text());
  }

  private static boolean apart(Estimate a, Estimate b) {
    return a.low() != null && b.low() != null && (a.low() > b.high() || b.low() > a.high());
  }

  private static String trend(Estimate estimate, String up, String down) {
    if (estimate.low() == null) {
      return "too few for an interval";
    }
    return estimate.isAbove() ? up : estimate.isBelow() ? down : "no trend is seen";
  }

  /** With its standard error, of a share in points, such as {@code -1.25 ± 0.30}. */
  static String change(Metric metric, Spread change) {
    if (change.mean() == null) {
      return "-";
    }
    String mean = (change.mean() < 0 ? "" : "+") + metric.number(change.mean());
    return change.standardError() == null
        ? mean
        : mean + " ± " + metric.number(change.standardError());
  }

  static String number(Double value) {
    return value == null ? "-" : Text.of("%.2f", value);
  }
}
