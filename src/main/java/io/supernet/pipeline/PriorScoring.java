package io.supernet.pipeline;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluator;
import io.supernet.run.Figures;
import io.supernet.run.PriorName;
import io.supernet.run.PriorSample;
import io.supernet.run.Run;
import io.supernet.score.Predictions;
import io.supernet.score.Scorer;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores the sample that a prior ranks against, before a search begins: the same architectures for
 * all scorers, but more of them where scores are free.
 */
final class PriorScoring {

  /** Of scores that cost nothing. */
  private static final int FREE = 2_000;

  /**
   * Of scores that cost an evaluation each, at the most: what lies above all of them is equal to
   * the prior. No more than the search itself may evaluate.
   */
  private static final int EVALUATED = 100;

  private final Run run;
  private final Figures figures;
  private final Progress progress;

  PriorScoring(Run run, Figures figures, Progress progress) {
    this.run = run;
    this.figures = figures;
    this.progress = progress;
  }

  /** Scores what is not scored yet, if the search has a prior. */
  void prepare(Evaluator judge) {
    List<String> names = run.options().search().priorScorers();
    String evaluator = run.options().search().evaluator();
    Map<String, double[]> scores = new LinkedHashMap<>();
    PriorSample.read(run.layout(), evaluator)
        .ifPresent(known -> known.scores().keySet().forEach(s -> scores.put(s, known.of(s))));
    boolean undecided =
        run.options().search().wantsAuto()
            && !PriorSample.isReady(run.layout(), run.options().search());
    // What decides has to be known architecture by architecture; the sample keeps no more than
    // ranks.
    List<String> missing =
        names.stream()
            .filter(name -> !scores.containsKey(name) || (undecided && PriorName.decides(name)))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    List<Architecture> sample =
        new Unseen(run.definition().distinct(), run.streams().stream("prior", 0)).draw(FREE);
    List<Scorer> scorers = figures.scorers(missing, judge);
    for (int i = 0; i < missing.size(); i++) {
      scores.put(missing.get(i), score(scorers.get(i), sample));
    }
    PriorSample scored = PriorSample.of(evaluator, scores);
    Map<String, Double> decided =
        undecided
            ? PriorName.weights(scores, run.streams().stream("prior/auto", 0), progress::note)
            : PriorSample.read(run.layout(), evaluator).map(PriorSample::weights).orElse(Map.of());
    scored.withWeights(decided).write(run.layout());
  }

  private double[] score(Scorer scorer, List<Architecture> all) {
    boolean free = scorer.price() == Scorer.Price.FREE;
    int most = Math.min(EVALUATED, run.options().search().budget());
    List<Architecture> sample = free ? all : all.subList(0, Math.min(most, all.size()));
    progress.begin("prior: " + scorer.name(), sample.size());
    List<Double> scores = new ArrayList<>();
    int batch = free ? sample.size() : run.atOnce();
    for (List<Architecture> some : Lists.partition(sample, batch)) {
      for (double score : Predictions.of(scorer, some)) {
        scores.add(score);
      }
      progress.advance(scores.size(), "of a random sample");
    }
    progress.end(Text.of("%,d architectures", sample.size()));
    return scores.stream().mapToDouble(score -> score).toArray();
  }
}
