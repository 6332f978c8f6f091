package io.supernet.cli;

import com.google.common.base.Strings;
import io.supernet.Text;
import io.supernet.data.ElementType;
import io.supernet.data.TableColumn;
import io.supernet.data.TableEncoding;
import io.supernet.evaluate.Metric;
import io.supernet.export.ExportManifest;
import io.supernet.export.ExportOptions.Format;
import io.supernet.export.PackingLoss;
import io.supernet.network.Prediction.Answer;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Candidate;
import io.supernet.run.Run;
import io.supernet.run.SearchOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of a run as a person reads it. */
final class OutcomeText {

  /** How many candidates stand in the table. */
  private static final int SHOWN = 10;

  private OutcomeText() {}

  static String of(Run run, Outcome outcome) {
    StringBuilder text = new StringBuilder();
    if (outcome.candidates().isEmpty()) {
      text.append("The supernet is trained.\n");
    } else {
      text.append('\n').append(table(outcome));
    }
    if (!outcome.searchEnd().isEmpty()) {
      text.append(
          Text.of(
              "The search ended after %d of %d evaluations: %s.\n",
              outcome.candidates().get(0).evaluations(),
              run.options().search().budget(),
              outcome.searchEnd()));
    }
    if (!outcome.front().isEmpty()) {
      text.append("\nPareto front:\n").append(RankingFormat.columns(outcome.front(), false));
    }
    if (outcome.winner() != null) {
      text.append("\nFound: ")
          .append(outcome.candidates().get(outcome.winner()).architecture())
          .append('\n');
    }
    outcome
        .deciding(outcome.test())
        .ifPresent(
            value ->
                text.append(
                    Text.of(
                        "Test %s of the winner: %s\n",
                        outcome.metric().name(), outcome.metric().text(value))));
    if (outcome.rival() != null) {
      text.append(rival(outcome, outcome.rival()));
    }
    List<String> times = new ArrayList<>();
    outcome
        .seconds()
        .forEach((phase, seconds) -> times.add(phase + " " + Math.round(seconds) + " s"));
    text.append("Time: ").append(String.join(", ", times)).append('\n');
    text.append("Run: ").append(run.path()).append('\n');
    String name = Home.nameOf(run);
    if (outcome.candidates().isEmpty()) {
      text.append("Search it with: supernet search ").append(name);
    } else if (outcome.winner() == null) {
      text.append("Train the best alone with: supernet retrain ").append(name);
    } else if (outcome.savedModel() == null) {
      text.append("Test and export the winner with: supernet export ").append(name);
    } else {
      text.append("Drawing: ").append(run.layout().drawing()).append('\n');
      text.append(exported(run, Path.of(outcome.savedModel()).toAbsolutePath()));
    }
    return text.toString().stripTrailing();
  }

  private static String table(Outcome outcome) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "found by",
            "evaluations",
            outcome.isBySupernet() ? "supernet" : "evaluator",
            "epochs",
            "alone",
            "MACs",
            "parameters",
            "architecture"));
    List<Candidate> candidates =
        outcome.candidates().stream()
            .sorted(Comparator.comparingInt(Candidate::epochs).reversed())
            .toList();
    int shown = Math.min(SHOWN, candidates.size());
    for (Candidate candidate : candidates.subList(0, shown)) {
      boolean wins =
          outcome.winner() != null && candidate.equals(outcome.candidates().get(outcome.winner()));
      rows.add(
          List.of(
              wins ? "*" : "",
              candidate.foundBy(),
              Integer.toString(candidate.evaluations()),
              shown(outcome, candidate.searched()),
              candidate.epochs() == 0 ? "-" : Integer.toString(candidate.epochs()),
              alone(outcome, candidate),
              millions(candidate.cost().macs()),
              millions(candidate.cost().parameters()),
              candidate.architecture()));
    }
    String others = others(candidates.subList(shown, candidates.size()));
    return columns(rows)
        + others
        + (outcome.isBySupernet() || outcome.judgedBy().equals(SearchOptions.NONE)
            ? Text.of("(%s on validation examples", figures(outcome.metric()))
            : Text.of(
                "(evaluator: by %s; alone: %s on validation examples",
                outcome.judgedBy(), figures(outcome.metric())))
        + (candidates.get(0).epochs() == 0 ? ")\n" : "; compare those of equal epochs; * wins)\n");
  }

  private static String rival(Outcome outcome, Outcome.Rival rival) {
    return Text.of(
        "Rival, the best of %d random networks trained for the same time: %s on validation examples, test %s\n",
        rival.trained(), shown(outcome, rival.validation()), shown(outcome, rival.test()));
  }

  private static String figures(Metric metric) {
    return metric.equals(Metric.ACCURACY) ? "accuracies" : metric.name();
  }

  /** Those who dropped out have the figure of then. */
  private static String alone(Outcome outcome, Candidate candidate) {
    return candidate.failure() != null
        ? "failed"
        : shown(
            outcome, candidate.retrained().isEmpty() ? candidate.dropped() : candidate.retrained());
  }

  /** What became of those that are not in the table; they are in the order of their epochs. */
  private static String others(List<Candidate> rest) {
    if (rest.isEmpty()) {
      return "";
    }
    int most = rest.get(0).epochs();
    return most == 0
        ? Text.of("and %d more, which are on the shortlist\n", rest.size())
        : Text.of(
            "and %d more, which dropped out after %d %s or fewer\n",
            rest.size(), most, most == 1 ? "epoch" : "epochs");
  }

  private static String shown(Outcome outcome, Map<String, Double> metrics) {
    return outcome.deciding(metrics).map(outcome.metric()::text).orElse("-");
  }

  static String columns(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(Strings.padEnd(row.get(column), widths[column] + 2, ' '));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String exported(Run run, Path folder) {
    List<Format> formats = run.options().export().formats();
    return (formats.contains(Format.SAVEDMODEL) ? loading(run, folder) : "")
        + (formats.contains(Format.ONNX) ? "ONNX: " + folder.resolve("model.onnx") + "\n" : "")
        + PackingLoss.text(
                ExportManifest.read(folder).weights(),
                run.definition().task().prediction().form().metrics())
            .map(text -> text + "\n")
            .orElse("")
        + "About it: "
        + folder.resolve("README.md")
        + "\n";
  }

  private static String loading(Run run, Path folder) {
    boolean images = run.data().train().elementType() == ElementType.UINT8;
    Optional<TableEncoding> table = run.data().train().encoding().filter(t -> !t.isPlain());
    String type = images ? "TUint8" : "TFloat32";
    return "SavedModel: "
        + folder
        + asking(folder)
        + "\nLoad it in Java:\n"
        + "  try (SavedModelBundle model = SavedModelBundle.load(\""
        + folder
        + "\");\n"
        + "      Result result = model.call(Map.of(\""
        + table
            .map(OutcomeText::cells)
            .orElseGet(
                () ->
                    Text.of(
                        "%s\", %sTensor))) { … } // %s [batch, %s]",
                        images ? "images" : "features",
                        type.toLowerCase(Locale.ROOT).substring(1),
                        type,
                        shape(run)))
        + "; gives "
        + run.definition().task().prediction().form().answers().stream()
            .map(Answer::name)
            .filter(name -> !name.equals("logits"))
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(", "))
        + "\n";
  }

  /** Rows without names, and images of other channels than files have, are asked in programs. */
  private static String asking(Path folder) {
    ExportManifest manifest = ExportManifest.read(folder);
    return manifest.columns().isEmpty() && !manifest.takesFiles()
        ? ""
        : "\nAsk it: supernet predict '" + folder.toString().replace("'", "'\\''") + "' FILE";
  }

  private static String cells(TableEncoding table) {
    TableColumn first = table.columns().get(0);
    return Text.of(
        "%s\", %sTensor, ...))) { … } // for each column a tensor [batch]: TString of categories, TFloat32 of numbers, as in supernet.json",
        first.name(), first.isText() ? "string" : "float32");
  }

  private static String shape(Run run) {
    return String.join(
        ", ", run.definition().task().inputShape().stream().map(String::valueOf).toList());
  }

  static String percent(double share) {
    return Text.of("%.2f %%", 100 * share);
  }

  static String millions(long count) {
    return Text.of("%.3f M", count / 1e6);
  }
}
