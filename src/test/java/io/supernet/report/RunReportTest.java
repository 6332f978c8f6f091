package io.supernet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.html.HtmlEscapers;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyRun;
import io.supernet.evaluate.Metric;
import io.supernet.run.Outcome;
import io.supernet.run.RunLayout;
import io.supernet.stats.Estimate;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Journal;
import io.supernet.study.audit.Audit;
import io.supernet.study.audit.Audit.Predictor;
import io.supernet.study.audit.Audit.Start;
import io.supernet.study.audit.AuditFiles;
import io.supernet.study.audit.AuditFiles.Source;
import io.supernet.train.TrainingRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Pages of a run: looked at in a browser where there is one, and by their text. */
class RunReportTest {

  /** What would break a page that does not escape. */
  private static final String NASTY = "<script>alert('&\"')<!-- %s ]]>";

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void copy() {
    run = folder.resolve(NASTY.replace('/', '_'));
    TinyRun.copy(TinyRun.run(), run);
  }

  @Test
  void saysWhatWasFound() throws IOException {
    String text = PageCheck.text(PageCheck.check(page()));
    assertThat(text)
        .contains("The winner, found by ", " test examples correctly (95 % interval ")
        .contains("evolution 8", "Updates of each option")
        .contains("has not been measured", "tools/supernet audit mine")
        .contains("\"seed\": 7")
        .doesNotContain("NaN", "Optional", "null");
  }

  @Test
  void saysWhatToKnowBeforeBelievingIt() throws IOException {
    List<String> cautions = Outcome.find(new RunLayout(run).result()).orElseThrow().cautions();
    assertThat(cautions).isNotEmpty();
    String text = PageCheck.text(PageCheck.check(page()));
    cautions.forEach(caution -> assertThat(text).containsIgnoringCase(caution + "."));
  }

  @Test
  void showsAnAuditAndATraining() throws IOException {
    writeAudit();
    writeTraining();
    Document document = PageCheck.check(page());
    String text = PageCheck.text(document);
    assertThat(text)
        .contains("tau 0.61 over all. Expect little.", "Retrain the top 3.", "by " + NASTY)
        .contains("0.61 [0.45, 0.74]", "Ceiling (tau between two seeds): 0.83", "Starting weights")
        .contains("rollback: loss rose " + NASTY, "went back once")
        .doesNotContain("Not measured", "not been measured");
    assertThat(PageCheck.elements(document, "strong"))
        .extracting(e -> e.getTextContent())
        .containsExactly(
            "Best so far",
            "Accuracy against multiply-adds",
            "Accuracy alone against supernet accuracy",
            "Accuracy alone against multiply-adds",
            "Loss",
            "Probes",
            "Operations",
            "Learning rate",
            "Speed");
  }

  @Test
  void aBrowserShowsItWithoutErrorsAndAsksForNothing() throws Exception {
    writeAudit();
    writeTraining();
    Document document = PageCheck.check(page());
    Optional<Browser> browser = Browser.find();
    if (browser.isPresent()) {
      Browser.Shown shown = browser.get().show(run.resolve("report.html"), 1280);
      assertThat(shown.console()).isEmpty();
      assertThat(shown.dom())
          .contains("data-errors=\"0\"", "data-charts=\"9\"")
          .containsPattern("(?s)<svg[^>]*viewBox.*<path class=\"line\"")
          .doesNotContain("data-error=");
    }
    assertThat(PageCheck.elements(document, "figure")).hasSize(10);
  }

  /** Else the test above would say nothing. */
  @Test
  void whatIsWrongWithAPageIsSeen() throws Exception {
    String wrong =
        page()
            .replace(
                "</main>",
                "<script>undefined.x</script><img alt=\"\" src=\"http://example.org/x.png\"/></main>");
    Path file = Files.writeString(folder.resolve("wrong.html"), wrong);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> PageCheck.check(wrong));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> PageCheck.check(page().replace("</main>", "<b></main>")));
    Optional<Browser> browser = Browser.find();
    if (browser.isPresent()) {
      Browser.Shown shown = browser.get().show(file, 1280);
      assertThat(shown.console()).anySatisfy(l -> assertThat(l).contains("example.org"));
      assertThat(shown.console()).anySatisfy(l -> assertThat(l).contains("inline script"));
    }
  }

  @Test
  void isNotWiderThanAPhone() throws Exception {
    writeAudit();
    writeTraining();
    // A window cannot be as narrow as a phone, a frame can.
    String frame =
        "<iframe width='390' height='2000' srcdoc=\"%s\" onload='const html = this.contentDocument.documentElement;"
            + " document.body.dataset.beyond = html.scrollWidth - html.clientWidth'></iframe>";
    String page = page();
    Path file = folder.resolve("phone.html");
    Files.writeString(file, frame.formatted(HtmlEscapers.htmlEscaper().escape(page)));
    Optional<Browser> browser = Browser.find();
    if (browser.isPresent()) {
      assertThat(browser.get().show(file, 1280).dom()).contains("<body data-beyond=\"0\">");
    }
    assertThat(page).contains("name=\"viewport\" content=\"width=device-width");
  }

  @Test
  void showsWhatThereIs() throws IOException {
    Files.delete(run.resolve("result.json"));
    Files.delete(run.resolve("retrained.jsonl"));
    List<String> evaluations = Files.readAllLines(run.resolve("evaluations.jsonl"));
    Files.write(run.resolve("evaluations.jsonl"), evaluations.subList(0, 5));
    assertThat(PageCheck.text(PageCheck.check(page())))
        .contains("has evaluated 5 architectures so far", "tools/supernet resume mine")
        .contains("Best so far", "Search space");

    Files.delete(run.resolve("evaluations.jsonl"));
    assertThat(PageCheck.text(PageCheck.check(page())))
        .contains("Nothing was searched yet.", "tools/supernet search mine");

    AtomicFiles.deleteRecursively(run.resolve("checkpoints"));
    Files.deleteIfExists(run.resolve("training.jsonl"));
    assertThat(PageCheck.text(PageCheck.check(page())))
        .contains("no checkpoint yet", "Nothing was evaluated yet.", "tools/supernet resume mine")
        .contains("There is no checkpoint with counts yet.", "There is no training journal");
  }

  @Test
  void namesWhatIsDamaged() throws IOException {
    for (String name : List.of("result.json", "audit.json")) {
      Path file = run.resolve(name);
      Files.writeString(file, "{");
      refuses(file.toString());
      Files.writeString(file, "");
      refuses(file.toString());
      Files.delete(file);
    }
    Path truth = Files.createDirectory(run.resolve("audit")).resolve("truth.csv");
    Files.writeString(truth, "architecture,seed1,mean,macs,parameters,supernet\n\"a\",x,1,2,3,4\n");
    refuses("Line 2 of '" + truth);
    Files.writeString(truth, "");
    refuses(truth.toString());
  }

  private void refuses(String part) {
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(this::page)
        .withMessageContaining(part)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.RUN));
  }

  private String page() throws IOException {
    Path file = run.resolve("report.html");
    RunReport.write(run, "mine", file);
    return Files.readString(file);
  }

  private void writeTraining() throws IOException {
    Files.deleteIfExists(run.resolve("training.jsonl"));
    try (Journal<TrainingRecord> journal =
        Journal.open(run.resolve("training.jsonl"), TrainingRecord.class)) {
      for (int i = 1; i <= 3000; i++) {
        double loss = i == 2000 ? Double.NaN : 2.0 / i;
        Map<String, Double> probes = i % 100 == 0 ? Map.of(NASTY, 0.5, "other", 0.4) : Map.of();
        journal.append(
            new TrainingRecord(
                TrainingRecord.PROGRESS,
                i,
                3000,
                i,
                loss,
                0.1,
                900.0,
                probes,
                Map.of("conv", 0.5, "skip", 0.5),
                List.of(),
                ""));
      }
      journal.append(
          new TrainingRecord(
              TrainingRecord.ROLLBACK,
              2000,
              3000,
              2000,
              1,
              0,
              0,
              null,
              null,
              null,
              "loss rose " + NASTY));
    }
  }

  private void writeAudit() throws IOException {
    Estimate tau = new Estimate(0.61, 0.45, 0.74);
    Estimate none = new Estimate(null, null, null);
    Predictor predictor =
        new Predictor("by " + NASTY, tau, none, none, none, none, none, none, tau, tau);
    Audit audit =
        new Audit(
            "toy",
            Metric.ACCURACY,
            "made up",
            2,
            2,
            "batch",
            0.01,
            new Estimate(0.83, null, null),
            0.8,
            0.7,
            5,
            List.of(predictor),
            0.1,
            0.05,
            tau,
            tau,
            "",
            null,
            none,
            List.of(),
            3,
            List.of(new Start("plain", 0.4, 5, 0.5, 0.45, 0.6)),
            List.of("tau 0.61 over all.", "Expect little.", "Retrain the top 3."));
    AuditFiles.write(run, Source.TRAINED, audit, List.of());
    Files.writeString(
        run.resolve("audit").resolve("truth.csv"),
        """
        architecture,seed1,seed2,mean,macs,parameters,supernet,more
        "Genotype(normal=[('a', 0)], ""x"")",0.7,0.8,0.75,1000000,2000,0.5,1
        plain,0.6,0.65,0.625,500000,1000,0.4,1
        """);
  }
}
