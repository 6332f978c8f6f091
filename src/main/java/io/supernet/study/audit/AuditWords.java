package io.supernet.study.audit;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.stats.Estimate;
import io.supernet.study.audit.Audit.Predictor;
import io.supernet.study.audit.Audit.Regret;
import io.supernet.study.audit.Audit.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the figures of an audit, in sentences. */
final class AuditWords {

  private AuditWords() {}

  static List<String> of(Audit audit, Optional<Advice> advice) {
    List<String> words = new ArrayList<>();
    words.add(ranking(audit));
    words.add(expectation(audit));
    words.add(againstCosts(audit));
    if (audit.priorAgainstSupernet() != null) {
      words.add(prior(audit, audit.priorAgainstSupernet()));
    }
    if (audit.batchAgainstCalibrated() != null) {
      words.add(policy(audit));
    }
    audit.find(Study.SEVERAL_SUPERNETS).ifPresent(mean -> words.add(several(audit, mean)));
    advice.ifPresent(
        a -> {
          words.add(a.worth(audit));
          words.add(a.shortlist(audit));
        });
    words.add(retraining(audit));
    if (!audit.starts().isEmpty()) {
      words.add(starts(audit));
    }
    return words;
  }

  private static String ranking(Audit audit) {
    String seeds =
        audit.seeds() < 2
            ? "ceiling unknown: one training each"
            : "ceiling " + audit.ceiling().text();
    return Text.of(
        "Over %d architectures (%s): tau %s; %s; parameters alone give %s, MACs alone %s.",
        audit.architectures(),
        audit.truth(),
        supernet(audit).text(),
        seeds,
        audit.predictor(Study.PARAMETERS).tau().text(),
        audit.predictor(Study.MACS).tau().text());
  }

  private static String expectation(Audit audit) {
    Regret regret = audit.regrets().get(Math.min(audit.top(), audit.regrets().size()) - 1);
    Metric metric = audit.metric();
    String worse = metric.worse();
    return Text.of(
        "The best of the top %d is %s %s the best of all%s, and the top 1 is %s %s. The best of %d random ones is expected to be %s %s, a single random one %s.",
        regret.top(),
        metric.distance(regret.expected()),
        worse,
        metric.equals(Metric.ACCURACY) ? "" : " by " + metric.name(),
        metric.number(audit.regrets().get(0).expected()),
        worse,
        audit.top(),
        metric.number(audit.randomRegretOfTop()),
        worse,
        metric.number(audit.randomRegretOfOne()));
  }

  private static String againstCosts(Audit audit) {
    Double parameters = audit.againstParameters().value();
    Double macs = audit.againstMacs().value();
    if (parameters == null && macs == null) {
      return "Whether the supernet ranks better than parameters or MACs cannot be computed here.";
    }
    boolean first = macs == null || (parameters != null && parameters <= macs);
    Estimate difference = first ? audit.againstParameters() : audit.againstMacs();
    String rival = first ? "parameters" : "MACs";
    if (difference.isAbove()) {
      return Text.of(
          "The supernet ranks better than both parameters and MACs; over the better of them, %s, its tau is higher by %s.",
          rival, difference.text());
    }
    if (difference.isBelow()) {
      return Text.of(
          "Counting %s ranks better than this supernet (difference of tau %s): train it longer, or with another sampler, before you trust its ranking.",
          rival, difference.text());
    }
    return Text.of(
        "The supernet may not rank better than counting %s (difference of tau %s): audit more architectures, or train it longer.",
        rival, difference.text());
  }

  private static String prior(Audit audit, Estimate difference) {
    Predictor prior = audit.predictor(audit.prior());
    String taus =
        Text.of(
            "tau %s; in the top 10 %% %s, in the middle third by MACs %s",
            prior.tau().text(), prior.topTau().text(), prior.bandTau().text());
    String verdict =
        difference.isAbove()
            ? "ranks better than the supernet alone"
            : difference.isBelow()
                ? "ranks worse than the supernet alone: search without it"
                : "may not rank better than the supernet alone";
    return Text.of(
        "The %s %s (difference of tau %s): %s.", audit.prior(), verdict, difference.text(), taus);
  }

  private static String policy(Audit audit) {
    Estimate difference = audit.batchAgainstCalibrated();
    String taus =
        Text.of(
            "tau %s with batch statistics, %s with calibrated ones",
            audit.predictor(Study.SUPERNET_BATCH).tau().text(),
            audit.predictor(Study.SUPERNET_CALIBRATED).tau().text());
    if (!difference.isAbove() && !difference.isBelow()) {
      return Text.of("Batch normalization: no clear difference, %s.", taus);
    }
    String better = difference.isAbove() ? "batch" : "calibrated";
    return Text.of(
        "Batch normalization: --batch-norm %s ranks better (%s)%s.",
        better,
        taus,
        better.equals(audit.policy()) ? ", and this run judges so" : "; give it to the next run");
  }

  private static String several(Audit audit, Predictor mean) {
    return Text.of(
        "The mean of several supernets has tau %s; this one alone has %s.",
        mean.tau().text(), supernet(audit).text());
  }

  private static String retraining(Audit audit) {
    if (audit.noise() == null) {
      return "How many of the top to retrain depends on the spread over seeds: audit with two or more seeds to see it.";
    }
    String noise =
        Text.of(
            "the spread of one training over seeds, %s", audit.metric().distance(audit.noise()));
    Regret last = audit.regrets().get(audit.regrets().size() - 1);
    if (audit.retrain() == null) {
      return Text.of(
          "Even the best of the top %d is %s off, more than %s: retrain as many as you can afford, or train the supernet longer.",
          last.top(), audit.metric().distance(last.expected()), noise);
    }
    return Text.of(
        "Retrain the top %d of %d such architectures: the best of them is %s off, within %s.",
        audit.retrain(),
        audit.architectures(),
        audit.metric().distance(audit.regrets().get(audit.retrain() - 1).expected()),
        noise);
  }

  private static String starts(Audit audit) {
    List<Start> starts = audit.starts();
    Metric metric = audit.metric();
    double inherited = starts.stream().mapToDouble(Start::inherited).average().orElseThrow();
    double tuned = starts.stream().mapToDouble(Start::fineTuned).average().orElseThrow();
    double scratch = starts.stream().mapToDouble(Start::fromScratch).average().orElseThrow();
    double full = starts.stream().mapToDouble(Start::truth).average().orElseThrow();
    double overFull = metric.score(tuned) - metric.score(full);
    double overScratch = metric.score(tuned) - metric.score(scratch);
    // Of two means of so few trainings, a difference within twice its own spread says nothing.
    double unclear =
        audit.noise() == null
            ? Double.POSITIVE_INFINITY
            : 2 * audit.noise() * Math.sqrt(2.0 / starts.size());
    String advice =
        overFull > unclear
            ? "fine-tune inherited weights"
            : overScratch > unclear
                ? "fine-tune if time is short; train from scratch for the final network"
                : -overScratch > unclear ? "train from scratch" : "no clear difference";
    return Text.of(
        "Weights: %s (mean %s of %d: inherited %s, after %d epochs of fine-tuning %s, after as many epochs from scratch %s, fully trained %s).",
        advice,
        metric.name(),
        starts.size(),
        metric.text(inherited),
        starts.get(0).epochs(),
        metric.text(tuned),
        metric.text(scratch),
        metric.text(full));
  }

  private static Estimate supernet(Audit audit) {
    return audit.predictors().get(0).tau();
  }
}
