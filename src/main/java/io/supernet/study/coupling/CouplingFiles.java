package io.supernet.study.coupling;

import io.supernet.Text;
import io.supernet.stats.Spread;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.SealedJson;
import io.supernet.study.coupling.Coupling.Alignment;
import io.supernet.study.coupling.Coupling.SubSpace;
import io.supernet.study.coupling.Coupling.Trials;
import java.nio.file.Path;

/**
 * What a measurement leaves in a run's folder: {@code coupling.json}, {@code .md}, {@code .svg}.
 */
public final class CouplingFiles {

  private static final SealedJson<Coupling> FORMAT =
      new SealedJson<>("coupling", 2, Coupling.class, "make it again with 'supernet coupling'");

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
    c.words().forEach(sentence -> text.append("- ").append(sentence).append('\n'));
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
    text.append(
        "| trained | shared decisions | probes | accuracy, points | loss, nats |\n|---|---|---|---|---|\n");
    for (Trials t : c.interference()) {
      Spread loss = t.lossChange();
      text.append(
          Text.of(
              "| %s | %s | %d | %s | %s |\n",
              t.paths(),
              t.shared() == null ? "" : t.shared() + " of " + c.decisions(),
              t.accuracyChange().values().size(),
              CouplingWords.points(t.accuracyChange()),
              loss.mean() == null ? "-" : loss(loss)));
    }
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
    text.append(
        "| shared decisions | pairs | all shared weights | deviation | pairs with shared candidates' weights | these weights | deviation |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (Alignment a : c.gradients()) {
      text.append(
          Text.of(
              "| %d of %d | %d | %s | %s | %d | %s | %s |\n",
              a.shared(),
              c.decisions(),
              a.all().values().size(),
              CouplingWords.number(a.all().mean()),
              CouplingWords.number(a.all().deviation()),
              a.inCandidates().values().size(),
              CouplingWords.number(a.inCandidates().mean()),
              CouplingWords.number(a.inCandidates().deviation())));
    }
  }

  private static void subSpaces(Coupling c, StringBuilder text) {
    int epochs = c.subSpaces().epochs();
    text.append(
        Text.of(
            "\nTau between supernet and truth (%s) in nested sub-spaces around its best architecture; brackets hold 95 %% intervals over the rows.\n\n",
            c.subSpaces().truth()));
    text.append(
        "| fixed decisions | the last | architectures | rows | compared | run's supernet |");
    text.append(epochs == 0 ? "\n" : Text.of(" trained on it alone, %d epochs |\n", epochs));
    text.append("|---|---|---|---|---|---|").append(epochs == 0 ? "\n" : "---|\n");
    for (SubSpace s : c.subSpaces().parts()) {
      text.append(
          Text.of(
              "| %d | %s | %s | %d | %d | %s |",
              s.fixed(), s.last(), s.size(), s.rows(), s.compared(), CouplingWords.text(s.tau())));
      text.append(epochs == 0 ? "\n" : " " + CouplingWords.text(s.ownTau()) + " |\n");
    }
  }
}
