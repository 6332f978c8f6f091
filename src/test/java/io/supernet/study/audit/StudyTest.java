package io.supernet.study.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.network.BatchNormMode;
import io.supernet.space.Architecture;
import io.supernet.study.audit.Audit.Start;
import io.supernet.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StudyTest {

  /** Four architectures, two seeds that differ by 0.02 each and swap the middle two. */
  @Test
  void figuresByHand() {
    List<Subject> subjects =
        List.of(
            subject("a", 0.50, 0.52, 40, 0.30, 0.1),
            subject("b", 0.60, 0.62, 10, 0.20, 0.2),
            subject("c", 0.63, 0.61, 20, 0.40, 0.3),
            subject("d", 0.70, 0.72, 30, 0.50, 0.4));
    Audit audit = study(subjects, 2, BatchNormMode.BATCH);
    // Of six pairs the supernet turns (a, b) alone: 5 less 1.
    assertThat(audit.predictor(Study.SUPERNET_BATCH).tau().value())
        .isCloseTo(4 / 6.0, within(1e-12));
    assertThat(audit.predictor(Study.SUPERNET_CALIBRATED).tau().value()).isEqualTo(1);
    // MACs 40, 10, 20, 30: (a, anything) is wrong.
    assertThat(audit.predictor(Study.MACS).tau().value()).isZero();
    assertThat(audit.againstMacs().value()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(audit.batchAgainstCalibrated().value()).isCloseTo(-2 / 6.0, within(1e-12));
    // The seeds disagree on (b, c): 5 less 1 of six.
    assertThat(audit.ceiling().value()).isCloseTo(4 / 6.0, within(1e-12));
    // Each pair of seeds has the variance 0.01² · 2.
    assertThat(audit.noise()).isCloseTo(0.01 * Math.sqrt(2), within(1e-9));
    assertThat(audit.trueBest()).isEqualTo(0.71);
    // The best of random two: 0.71 three times, 0.62 twice, 0.61 once.
    assertThat(audit.randomRegretOfTop())
        .isCloseTo(0.71 - (3 * 0.71 + 2 * 0.62 + 0.61) / 6, within(1e-12));
    assertThat(audit.predictor(Study.MACS).regretOfOne().value()).isCloseTo(0.2, within(1e-12));
    assertThat(audit.predictor(Study.MACS).bestRank().value()).isEqualTo(1);
    assertThat(audit.predictor(Study.MACS).precision().value()).isEqualTo(0.5);
    assertThat(audit.predictors().get(0).name()).isEqualTo(Study.SUPERNET_BATCH);
  }

  /** Written before metrics had names. */
  @Test
  void filesOfBeforeAreOfAccuracies() {
    Audit old =
        Json.LINE.fromJson(
            "{\"space\":\"toy\",\"predictors\":[],\"regrets\":[],\"starts\":[],\"words\":[]}",
            Audit.class);
    assertThat(old.metric()).isEqualTo(Metric.ACCURACY);
    Trained trained = trained("\"accuracy\":0.5,\"loss\":1.5");
    assertThat(trained)
        .isEqualTo(new Trained("k", 2, 3, new Evaluation(Architecture.of(1), 0.5, 1.5)));
    Trained diverged = trained("\"accuracy\":0.0,\"loss\":NaN,\"failure\":\"rose\"");
    assertThat(diverged.failure()).isEqualTo("rose");
  }

  private static Trained trained(String figures) {
    return Json.LINE.fromJson(
        Text.of(
            "{\"key\":\"k\",\"architecture\":%s,\"seed\":2,%s,\"seconds\":3.0}",
            Json.LINE.toJson(Architecture.of(1)), figures),
        Trained.class);
  }

  /** Errors in dollars: the least is the best, and nothing is in percent. */
  @Test
  void ofAMetricThatIsToBeSmall() {
    List<Subject> subjects =
        List.of(
            subject("a", 70, 72, 10, 90, 80),
            subject("b", 60, 62, 20, 75, 85),
            subject("c", 50, 52, 30, 65, 95));
    Audit audit =
        new Study(subjects, Metric.RMSE, 1, 1)
            .audit(
                "toy",
                "here",
                BatchNormMode.BATCH,
                "",
                List.of(new Start("c", 65, 2, 40, 55, 51)),
                Progress.SILENT);
    assertThat(audit.predictor(Study.SUPERNET_BATCH).tau().value()).isEqualTo(1);
    assertThat(audit.predictor(Study.SUPERNET_CALIBRATED).tau().value()).isEqualTo(-1);
    assertThat(audit.predictor(Study.MACS).tau().value()).isEqualTo(1);
    assertThat(audit.trueBest()).isEqualTo(51);
    assertThat(audit.trueMean()).isEqualTo(61);
    assertThat(audit.predictor(Study.SUPERNET_CALIBRATED).regretOfOne().value()).isEqualTo(20);
    assertThat(audit.randomRegretOfOne()).isCloseTo(10, within(1e-12));
    assertThat(audit.words())
        .contains(
            "The best of the top 1 is 0.000 above the best of all by rmse, and the top 1 is 0.000 above. The best of 1 random ones is expected to be 10.000 above, a single random one 10.000.")
        .last()
        .asString()
        .startsWith("Weights: fine-tune inherited weights (mean rmse of 1: inherited 65.000,");
    assertThat(AuditFiles.markdown(audit))
        .contains("| top 1 above the best, rmse |", "| 20.00")
        .doesNotContain("points", "ccuracy");
  }

  @Test
  void saysWhatFollows() {
    SplittableRandom random = new SplittableRandom(1);
    List<Subject> good = new ArrayList<>();
    List<Subject> bad = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double truth = 0.5 + i / 200.0;
      double noise = 0.002 * random.nextDouble();
      long macs = random.nextInt(1000);
      good.add(subject("g" + i, truth, truth + noise, macs, truth - 0.1, random.nextDouble()));
      bad.add(subject("b" + i, truth, truth + noise, i, random.nextDouble(), truth));
    }
    Audit trusted = study(good, 5, BatchNormMode.BATCH);
    assertThat(trusted.retrain()).isEqualTo(1);
    assertThat(trusted.words())
        .anyMatch(
            w -> w.startsWith("Over 60 architectures (here): tau 1.00 [1.00, 1.00]; ceiling 1.00"))
        .anyMatch(w -> w.startsWith("The best of the top 5 is 0.00 points below the best of all"))
        .anyMatch(w -> w.startsWith("The supernet ranks better than both"))
        .anyMatch(w -> w.contains("--batch-norm batch ranks better"))
        .anyMatch(
            w -> w.startsWith("The supernet pays: supernet, batch statistics ranks better than"))
        .anyMatch(
            w ->
                w.startsWith("Shortlist: the first 1 of 60 by supernet, batch statistics hold one"))
        .anyMatch(w -> w.startsWith("Retrain the top 1 of 60 such"));
    Audit doubted = study(bad, 5, BatchNormMode.BATCH);
    assertThat(doubted.words())
        .anyMatch(w -> w.contains("ranks better than this supernet"))
        .anyMatch(w -> w.startsWith("The supernet may not pay: ") && w.contains("ranks worse than"))
        .anyMatch(w -> w.contains("--batch-norm calibrated ranks better"));
    assertThat(study(bad, 5, BatchNormMode.CALIBRATED).predictors().get(0).name())
        .isEqualTo(Study.SUPERNET_CALIBRATED);
    assertThat(study(bad, 5, BatchNormMode.CALIBRATED).words())
        .anyMatch(w -> w.contains("The supernet may not rank better"));
  }

  /** Sizes 0 to 59; the middle third has 20 to 39, and the supernet turns just these. */
  @Test
  void comparesThePriorAndLooksIntoTheMiddleOfSizes() {
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double inherited = i >= 20 && i < 40 ? 59 - i : i;
      subjects.add(
          new Subject(
              "s" + i,
              List.of(0.01 * i),
              0.01 * inherited,
              Double.NaN,
              1 - 0.01 * inherited,
              Double.NaN,
              ImmutableMap.of(
                  Study.MACS, 1.0 * i, Study.PARAMETERS, 1.0, "prior accuracy × macs", i - 59.0)));
    }
    Audit audit =
        new Study(subjects, Metric.ACCURACY, 2, 1)
            .audit(
                "toy",
                "here",
                BatchNormMode.BATCH,
                "prior accuracy × macs",
                List.of(),
                Progress.SILENT);
    // Of 1,770 pairs the 190 in the middle are turned.
    assertThat(audit.predictor(Study.SUPERNET_BATCH).tau().value())
        .isCloseTo(1390 / 1770.0, within(1e-12));
    assertThat(audit.predictor(Study.SUPERNET_BATCH).bandTau().value()).isEqualTo(-1);
    assertThat(audit.predictor("prior accuracy × macs").bandTau().value()).isEqualTo(1);
    assertThat(audit.priorAgainstSupernet().value()).isCloseTo(380 / 1770.0, within(1e-12));
    assertThat(audit.words())
        .anyMatch(w -> w.startsWith("The prior accuracy × macs ranks better than the supernet"))
        .anyMatch(
            w ->
                w.startsWith(
                    "The supernet may not pay: prior accuracy × macs ranks not clearly better than macs"))
        .contains(
            "Shortlist: the first 1 of 60 by prior accuracy × macs hold one within 0.20 points of the best.");
  }

  /** One training each, constant predictions: words, not exceptions. */
  @Test
  void saysWhatIsNotKnown() {
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      subjects.add(new Subject("x", List.of(0.1 * i), 0, 0, 1, Double.NaN, costs(5)));
    }
    Audit audit = study(subjects, 5, BatchNormMode.BATCH);
    assertThat(audit.top()).isEqualTo(3);
    assertThat(audit.noise()).isNull();
    assertThat(audit.retrain()).isNull();
    assertThat(audit.words())
        .anyMatch(w -> w.contains("tau undefined; ceiling unknown"))
        .anyMatch(w -> w.contains("cannot be computed here"))
        .anyMatch(w -> w.contains("audit with two or more seeds"));
    assertThat(AuditFiles.markdown(audit)).contains("| parameters | undefined | undefined |");
  }

  @Test
  void comparesStarts() {
    List<Subject> subjects =
        List.of(
            subject("a", 0.1, 0.1, 1, 1, 1),
            subject("b", 0.2, 0.2, 2, 2, 2),
            subject("c", 0.3, 0.3, 3, 3, 3));
    for (double tuned : new double[] {0.60, 0.75, 0.85}) {
      Audit audit =
          new Study(subjects, Metric.ACCURACY, 1, 1)
              .audit(
                  "toy",
                  "here",
                  BatchNormMode.BATCH,
                  "",
                  List.of(new Start("a|b", 0.5, 2, tuned, 0.7, 0.8)),
                  Progress.SILENT);
      String advice =
          tuned < 0.7
              ? "Weights: train from scratch ("
              : tuned < 0.8
                  ? "Weights: fine-tune if time is short"
                  : "Weights: fine-tune inherited";
      assertThat(audit.words()).last().asString().startsWith(advice);
      assertThat(AuditFiles.markdown(audit)).contains("| `a\\|b` | 50.00 |");
    }
  }

  private static Audit study(List<Subject> subjects, int top, BatchNormMode policy) {
    return new Study(subjects, Metric.ACCURACY, top, 1)
        .audit("toy", "here", policy, "", List.of(), Progress.SILENT);
  }

  private static Subject subject(
      String name, double first, double second, long macs, double batch, double calibrated) {
    return new Subject(
        name,
        List.of(first, second),
        batch,
        calibrated,
        1 - batch,
        Double.NaN,
        costs((double) macs));
  }

  private static Map<String, Double> costs(double macs) {
    return ImmutableMap.of(Study.MACS, macs, Study.PARAMETERS, 2 * macs);
  }
}
