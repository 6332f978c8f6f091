package io.supernet.study.coupling;

import com.google.common.collect.ImmutableList;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.stats.Spread;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.SealedJson;
import io.supernet.study.coupling.Coupling.Alignment;
import io.supernet.study.coupling.Coupling.SubSpace;
import io.supernet.study.coupling.Coupling.Trials;
import io.supernet.text.Markdown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a measurement leaves in a run's folder: {@code coupling.json}, {@code .md}, {@code .svg}.
 */
public final class CouplingFiles {

  private static final SealedJson<Coupling> FORMAT =
      new SealedJson<>("coupling", 3, Coupling.class, "make it again with 'supernet coupling'");

  private CouplingFiles() {}

  /** Writes all three, each whole or not at all. */
  public static void write(Path run, Coupling coupling) {
    AtomicFiles.write(run.resolve("coupling.svg"), HeatMap.draw(coupling));
    AtomicFiles.write(run.resolve("coupling.md"), markdown(coupling));
    FORMAT.write(run.resolve("coupling.json"), coupling);
  }

  /** The words and the tables, as Markdown; also what the command line prints. */
  public static String markdown(Coupling c) {
    StringBuilder text =
        new StringBuilder("# Coupling through shared weights: " + c.space() + "\n\n");
    text.append(Markdown.list(c.words()));
    interference(c, text);
    gradients(c, text);
    if (c.subSpaces() != null) {
      subSpaces(c, text);
    }
    return text.toString();
  }

  private static void interference(Coupling c, StringBuilder text) {
    text.append(
        Text.of(
            "\nProbes before and after %d training steps of other paths (rate %s), ± standard error over the probes; validation examples.\n\n",
            c.options().steps(), Double.toString(c.learningRate())));
    List<List<String>> rows = new ArrayList<>();
    Metric metric = c.metric();
    rows.add(
        List.of(
            "trained",
            "shared decisions",
            "probes",
            metric.shown() == Shown.PERCENT ? metric.name() + ", points" : metric.name(),
            "loss"));
    for (Trials t : c.interference()) {
      Spread loss = t.lossChange();
      rows.add(
          List.of(
              t.paths(),
              t.shared() == null ? "" : t.shared() + " of " + c.decisions(),
              Integer.toString(t.change().values().size()),
              CouplingWords.change(metric, t.change()),
              loss.mean() == null ? "-" : loss(loss)));
    }
    text.append(Markdown.table(rows));
  }

  private static String loss(Spread loss) {
    return loss.standardError() == null
        ? Text.of("%+.3f", loss.mean())
        : Text.of("%+.3f ± %.3f", loss.mean(), loss.standardError());
  }

  private static void gradients(Coupling c, StringBuilder text) {
    text.append(
        "\nCosine between the gradients of two paths on one batch: mean and standard deviation over pairs. "
            + "The last three columns leave out stem, head and whatever else every path has.\n\n");
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "shared decisions",
            "pairs",
            "all shared weights",
            "deviation",
            "pairs with shared candidates' weights",
            "these weights",
            "deviation"));
    for (Alignment a : c.gradients()) {
      rows.add(
          List.of(
              a.shared() + " of " + c.decisions(),
              Integer.toString(a.all().values().size()),
              CouplingWords.number(a.all().mean()),
              CouplingWords.number(a.all().deviation()),
              Integer.toString(a.inCandidates().values().size()),
              CouplingWords.number(a.inCandidates().mean()),
              CouplingWords.number(a.inCandidates().deviation())));
    }
    text.append(Markdown.table(rows));
  }

  private static void subSpaces(Coupling c, StringBuilder text) {
    int epochs = c.subSpaces().epochs();
    text.append(
        Text.of(
            "\nTau between supernet and truth (%s) in nested sub-spaces around its best architecture; brackets hold 95 %% intervals over the rows.\n\n",
            c.subSpaces().truth()));
    List<String> head =
        List.of(
            "fixed decisions", "the last", "architectures", "rows", "compared", "run's supernet");
    String own = Text.of("trained on it alone, %d epochs", epochs);
    List<List<String>> rows = new ArrayList<>();
    rows.add(with(head, epochs, own));
    for (SubSpace s : c.subSpaces().parts()) {
      List<String> row =
          List.of(
              Integer.toString(s.fixed()),
              s.last(),
              s.size(),
              Integer.toString(s.rows()),
              Integer.toString(s.compared()),
              s.tau().text());
      rows.add(with(row, epochs, epochs == 0 ? "" : s.ownTau().text()));
    }
    text.append(Markdown.table(rows));
  }

  /** The last column is there if supernets were trained on the parts. */
  private static List<String> with(List<String> row, int epochs, String last) {
    return epochs == 0 ? row : ImmutableList.<String>builder().addAll(row).add(last).build();
  }
}
