package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.RunRecords;
import io.supernet.pipeline.RunRecords.Trained;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Candidate;
import io.supernet.stats.Proportion;
import io.supernet.study.audit.Audit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.stat.interval.ConfidenceInterval;

/** The run in words: what it found, how far that may be trusted, what to do next. */
final class Summary {

  /** How many sentences of an audit say how it is; the others say what to do. */
  private static final int STATEMENTS = 2;

  private final RunRecords run;
  private final String name;
  private final Optional<Audit> audit;
  private final long rollbacks;

  /**
   * A summary.
   *
   * @param name of the run on the command line
   */
  Summary(RunRecords run, String name, Optional<Audit> audit, long rollbacks) {
    this.run = run;
    this.name = name;
    this.audit = audit;
    this.rollbacks = rollbacks;
  }

  Section section() {
    List<String> sentences = new ArrayList<>(List.of(subject()));
    sentences.addAll(found());
    sentences.add(trust());
    List<Html> blocks = new ArrayList<>();
    blocks.add(Html.paragraph(String.join(" ", sentences)));
    blocks.add(facts());
    run.outcome().map(Outcome::cautions).ifPresent(c -> blocks.addAll(cautions(c)));
    List<Html> advice = advice();
    if (!advice.isEmpty()) {
      List<Html> items = advice.stream().map(a -> Html.of("<li>%s</li>", a)).toList();
      blocks.add(Html.of("<h3>Next</h3>\n<ul class=\"advice\">\n%s\n</ul>", Html.all(items)));
    }
    return new Section("summary", "Summary", blocks);
  }

  /** What to know before believing the ranking; none if there is nothing to say. */
  private static List<Html> cautions(List<String> cautions) {
    List<Html> items =
        cautions.stream()
            .map(
                c ->
                    Html.of(
                        "<li>%s.</li>",
                        c.substring(0, 1).toUpperCase(Locale.ROOT) + c.substring(1)))
            .toList();
    return items.isEmpty()
        ? List.of()
        : List.of(Html.of("<h3>Caution</h3>\n<ul class=\"advice\">\n%s\n</ul>", Html.all(items)));
  }

  private String subject() {
    String steps = Numbers.count(run.steps());
    String trained =
        run.trained()
            .map(Trained::step)
            .map(
                step ->
                    step < run.steps()
                        ? Text.of(
                            "Its supernet has been trained for %s of %s steps.",
                            Numbers.count(step), steps)
                        : Text.of("Its supernet has been trained for %s steps.", steps))
            .orElse("Its supernet has no checkpoint yet.");
    return Text.of(
        "This run looks for an architecture of the space %s (%s decisions) for the data %s. %s",
        run.definition().name(),
        Numbers.count(run.definition().space().decisions().size()),
        run.manifest().options().data(),
        trained);
  }

  private List<String> found() {
    if (run.outcome().isEmpty() || run.outcome().get().candidates().isEmpty()) {
      return List.of(
          run.evaluations().isEmpty() || !run.manifest().goal().includes(Goal.SEARCH)
              ? "Nothing was searched yet."
              : Text.of(
                  "The search has evaluated %s architectures so far and is not finished.",
                  Numbers.count(run.evaluations().size())));
    }
    Outcome outcome = run.outcome().get();
    Candidate best = Winner.orFavorite(run).orElseThrow();
    List<String> sentences = new ArrayList<>();
    if (outcome.winner() == null) {
      sentences.add(
          Text.of(
              "The best of the search, found by %s, has %s %s; it has not been trained alone yet.",
              best.foundBy(),
              shown(outcome, best.searched()),
              outcome.isBySupernet()
                  ? "on validation examples with inherited weights"
                  : "by " + outcome.judgedBy()));
      return sentences;
    }
    sentences.add(
        Text.of(
            "The winner, found by %s, has %s on validation examples after training alone.",
            best.foundBy(), shown(outcome, best.retrained())));
    outcome.deciding(outcome.test()).map(value -> tested(outcome, value)).ifPresent(sentences::add);
    besideRandom(outcome).ifPresent(sentences::add);
    return sentences;
  }

  private String tested(Outcome outcome, double value) {
    if (!isAccuracy(outcome)) {
      return Text.of(
          "On the %s test examples it has %s.",
          Numbers.count(size("test")), shown(outcome, outcome.test()));
    }
    Proportion test = new Proportion(value, size("test"));
    ConfidenceInterval interval = test.interval();
    return Text.of(
        "It classifies %s of the %s test examples correctly (95 %% interval %s to %s, which covers only the choice of these examples).",
        Numbers.percent(test.share()),
        Numbers.count(test.examples()),
        Numbers.fixed(100 * interval.getLowerBound(), 2),
        Numbers.percent(interval.getUpperBound()));
  }

  private static boolean isAccuracy(Outcome outcome) {
    return outcome.metric().equals(Metric.ACCURACY);
  }

  /** The deciding metric; but for an accuracy with its name. */
  private static String shown(Outcome outcome, Map<String, Double> metrics) {
    String value = value(outcome, metrics);
    return isAccuracy(outcome) ? value : Text.of("%s %s", outcome.metric().name(), value);
  }

  /** The winner of the strategy against random search, if it went beside. */
  private Optional<String> besideRandom(Outcome outcome) {
    Comparator<Candidate> byRetrained = Comparator.comparingDouble(c -> score(outcome, c));
    List<Candidate> trained =
        outcome.candidates().stream().filter(c -> !c.retrained().isEmpty()).toList();
    Optional<Candidate> random =
        trained.stream().filter(c -> c.foundBy().equals("random")).max(byRetrained);
    Optional<Candidate> strategy =
        trained.stream().filter(c -> !c.foundBy().equals("random")).max(byRetrained);
    if (random.isEmpty() || strategy.isEmpty()) {
      return Optional.empty();
    }
    if (random.get().architecture().equals(strategy.get().architecture())) {
      return Optional.of("Random search with as many evaluations found the same.");
    }
    double own = score(outcome, strategy.get());
    double other = score(outcome, random.get());
    if (!isAccuracy(outcome)) {
      return Optional.of(
          Text.of(
              "By %s, the best that %s found is %s by %s than the best of random search with as many evaluations. Each was trained once.",
              outcome.metric().name(),
              strategy.get().foundBy(),
              own >= other ? "better" : "worse",
              outcome.metric().distance(Math.abs(own - other))));
    }
    double chance = new Proportion(own, size("validation")).distance(other);
    return Optional.of(
        Text.of(
            "The best that %s found is %s %s than the best of random search with as many evaluations: %s than the %s that chance can make on %s validation examples. Each was trained once.",
            strategy.get().foundBy(),
            Numbers.points(own - other),
            own >= other ? "better" : "worse",
            Math.abs(own - other) > chance ? "more" : "less",
            Numbers.points(chance),
            Numbers.count(size("validation"))));
  }

  private static String value(Outcome outcome, Map<String, Double> metrics) {
    return outcome
        .deciding(metrics)
        .map(v -> Numbers.metric(outcome.metric(), v))
        .orElse(Numbers.NONE);
  }

  /** When trained alone, the higher the better. */
  private static double score(Outcome outcome, Candidate candidate) {
    return outcome.metric().score(outcome.deciding(candidate.retrained()).orElse(Double.NaN));
  }

  private String trust() {
    return audit
        .map(a -> String.join(" ", statements(a)))
        .orElse(
            "How far the supernet's ranking can be trusted has not been measured: its figures are estimates from shared weights.");
  }

  private static List<String> statements(Audit audit) {
    return audit.words().subList(0, Math.min(STATEMENTS, audit.words().size()));
  }

  private Html facts() {
    List<Html> facts = new ArrayList<>();
    run.outcome()
        .filter(outcome -> !outcome.test().isEmpty())
        .ifPresent(
            outcome ->
                facts.add(
                    fact(
                        "test " + outcome.metric().name(),
                        value(outcome, outcome.test()),
                        "of the winner")));
    Winner.orFavorite(run)
        .ifPresent(
            best -> {
              facts.add(judged(run.outcome().orElseThrow(), best));
              facts.add(fact("multiply-adds", Numbers.millions(best.cost().macs()), "an example"));
              facts.add(
                  fact("parameters", Numbers.millions(best.cost().parameters()), "when alone"));
            });
    if (!run.evaluations().isEmpty()) {
      facts.add(fact("evaluated", Numbers.count(run.evaluations().size()), "architectures"));
    }
    double seconds = run.manifest().seconds().values().stream().mapToDouble(s -> s).sum();
    facts.add(fact("time", Text.duration(seconds), "all phases so far"));
    return Html.of("<dl class=\"facts\">\n%s\n</dl>", Html.all(facts));
  }

  private static Html judged(Outcome outcome, Candidate best) {
    String name = outcome.metric().name();
    boolean bySupernet = outcome.isBySupernet();
    if (!best.retrained().isEmpty()) {
      return fact(
          "validation " + name,
          value(outcome, best.retrained()),
          Text.of(
              "trained alone; %s %s",
              bySupernet ? "supernet" : "evaluator", value(outcome, best.searched())));
    }
    return fact(
        bySupernet ? "supernet " + name : name + " in the search",
        value(outcome, best.searched()),
        bySupernet ? "inherited weights" : "by another evaluator");
  }

  private static Html fact(String name, String value, String note) {
    return Html.of("<div><dt>%s</dt><dd>%s <small>%s</small></dd></div>", name, value, note);
  }

  private List<Html> advice() {
    List<Html> advice = new ArrayList<>();
    boolean trained = run.trained().map(t -> t.step() >= run.steps()).orElse(false);
    Optional<Outcome> outcome = run.outcome().filter(o -> !o.candidates().isEmpty());
    if (!trained) {
      advice.add(command("Train it to the end:", "resume"));
    } else if (outcome.isEmpty()) {
      advice.add(
          run.evaluations().isEmpty() || !run.manifest().goal().includes(Goal.SEARCH)
              ? command("Search it:", "search")
              : command("Let the search finish, or continue it:", "resume"));
    } else if (outcome.get().winner() == null) {
      advice.add(command("Train the best alone, to decide between them:", "retrain"));
    } else if (outcome.get().test().isEmpty()) {
      advice.add(command("Test and export the winner:", "export"));
    }
    if (rollbacks > 0) {
      advice.add(
          Html.text(
              Text.of(
                  "The training collapsed and went back %s: start the next run with a lower learning rate.",
                  rollbacks == 1 ? "once" : rollbacks + " times")));
    }
    if (audit.isPresent()) {
      audit.get().words().stream()
          .skip(STATEMENTS)
          .forEach(sentence -> advice.add(Html.text(sentence)));
    } else if (trained) {
      advice.add(
          command("Measure how far to trust the ranking, by training a sample alone:", "audit"));
    }
    return advice;
  }

  private Html command(String why, String verb) {
    return Html.of("%s %s", why, Html.code(Text.of("tools/supernet %s %s", verb, name)));
  }

  private int size(String part) {
    return run.manifest().size(part);
  }
}
