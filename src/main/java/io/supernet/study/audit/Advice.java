package io.supernet.study.audit;

import io.supernet.Text;
import io.supernet.run.Figures;
import io.supernet.stats.Estimate;
import io.supernet.stats.TopPicks;
import io.supernet.study.audit.Audit.Predictor;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What to do with a supernet, by the taus of an audit.
 *
 * @param ranker what ranks better, the prior or the supernet alone
 * @param rival the best of what costs nothing
 * @param gain tau of the ranker less that of the rival
 * @param shortlist how many of the ranker's first hold one that is within {@code points} of the
 *     best
 * @param negligible a difference that does not count: the noise of one training if it is known
 */
record Advice(String ranker, String rival, Estimate gain, int shortlist, double negligible) {

  /**
   * Where the noise of a training is not known: a fifth of a point, or of a percent of the best.
   */
  private static final double UNKNOWN = 0.002;

  /**
   * Advice, unless nothing that costs nothing was compared.
   *
   * @param predictions by the name of the predictor, the higher the better
   * @param truth the higher the better
   * @param difference of the taus of two predictions
   */
  static Optional<Advice> of(
      Audit audit,
      Map<String, double[]> predictions,
      double[] truth,
      BiFunction<double[], double[], Estimate> difference) {
    Predictor supernet = audit.predictors().get(0);
    Predictor ranker =
        audit.find(audit.prior()).filter(prior -> tau(prior) >= tau(supernet)).orElse(supernet);
    double negligible = audit.noise() == null ? unknown(audit) : audit.noise();
    return audit.predictors().stream()
        .filter(predictor -> Figures.FREE.contains(predictor.name()))
        .max(Comparator.comparingDouble(Advice::tau))
        .map(
            rival ->
                new Advice(
                    ranker.name(),
                    rival.name(),
                    difference.apply(predictions.get(ranker.name()), predictions.get(rival.name())),
                    shortlist(predictions.get(ranker.name()), truth, negligible),
                    negligible));
  }

  private static double unknown(Audit audit) {
    return Double.isInfinite(audit.metric().most())
        ? UNKNOWN * Math.abs(audit.trueBest())
        : UNKNOWN;
  }

  private static double tau(Predictor predictor) {
    Double tau = predictor.tau().value();
    return tau == null ? -1 : tau;
  }

  /** The smallest; what is expected of the best grows with the list. */
  private static int shortlist(double[] predicted, double[] truth, double negligible) {
    int low = 1;
    int high = truth.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (new TopPicks(middle).regret(predicted, truth).orElse(0) <= negligible) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Whether the supernet pays. */
  String worth(Audit audit) {
    String bands =
        Text.of(
            "in the top 10 %% %s against %s, in the middle third by MACs %s against %s",
            audit.predictor(ranker).topTau().text(),
            audit.predictor(rival).topTau().text(),
            audit.predictor(ranker).bandTau().text(),
            audit.predictor(rival).bandTau().text());
    if (gain.isAbove()) {
      return Text.of(
          "The supernet pays: %s ranks better than %s, which costs nothing (difference of tau %s; %s).",
          ranker, rival, gain.text(), bands);
    }
    return Text.of(
        "The supernet may not pay: %s ranks %s than %s, which costs nothing (difference of tau %s; %s). Where the middle third is no better either, spend its time on short trainings of what %s ranks first.",
        ranker, gain.isBelow() ? "worse" : "not clearly better", rival, gain.text(), bands, rival);
  }

  /** How many deserve a short training. */
  String shortlist(Audit audit) {
    return Text.of(
        "Shortlist: the first %d of %d by %s hold one within %s of the best%s.",
        shortlist,
        audit.architectures(),
        ranker,
        audit.metric().distance(negligible),
        2 * shortlist > audit.architectures() ? "; that is hardly a choice" : "");
  }
}
