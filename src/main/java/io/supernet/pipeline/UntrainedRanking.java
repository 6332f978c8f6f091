package io.supernet.pipeline;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.run.Figures;
import io.supernet.run.Run;
import io.supernet.score.Predictions;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import io.supernet.stats.LogRank;
import io.supernet.storage.Journal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks architectures by scores of untrained networks. They are kept, so that a run that goes on
 * ranks as it began.
 */
final class UntrainedRanking {

  /** A score, in the direction in which higher is better. */
  private record Score(Architecture architecture, String scorer, double value) {}

  private final Run run;
  private final List<Scorer> scorers;

  /** By scorers that need no judge. */
  UntrainedRanking(Run run, Figures figures, List<String> names) {
    this.run = run;
    this.scorers =
        figures.scorers(
            names, all -> Lists.transform(all, a -> Evaluation.failed(a, "Nobody judges.")));
  }

  /** What it calls itself among the strategies. */
  String name() {
    return String.join("*", Lists.transform(scorers, Scorer::name));
  }

  /** The logarithms of the ranks of architectures among each other, by each scorer. */
  List<double[]> ranks(List<Architecture> all, Progress progress) {
    progress.begin(name(), all.size());
    Map<String, Map<Architecture, Double>> scores = new HashMap<>();
    try (Journal<Score> journal = Journal.open(run.layout().scores(), Score.class)) {
      journal.records().forEach(s -> of(s.scorer(), scores).put(s.architecture(), s.value()));
      for (int i = 0; i < all.size(); i++) {
        for (Scorer scorer : scorers) {
          score(scorer, all.get(i), of(scorer.name(), scores), journal);
        }
        progress.advance(i + 1, "of large architectures");
      }
    }
    progress.end(Text.of("%,d architectures, none trained", all.size()));
    return scorers.stream()
        .map(scorer -> of(scorer.name(), scores))
        .map(known -> all.stream().mapToDouble(known::get).toArray())
        .map(values -> LogRank.product(List.of(values)))
        .toList();
  }

  private static Map<Architecture, Double> of(
      String scorer, Map<String, Map<Architecture, Double>> scores) {
    return scores.computeIfAbsent(scorer, name -> new HashMap<>());
  }

  private static void score(
      Scorer scorer,
      Architecture architecture,
      Map<Architecture, Double> known,
      Journal<Score> journal) {
    if (known.containsKey(architecture)) {
      return;
    }
    double value = Predictions.of(scorer, List.of(architecture))[0];
    // JSON has no infinite numbers.
    double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    known.put(architecture, finite);
    if (scorer.price() != Scorer.Price.FREE) {
      journal.append(new Score(architecture, scorer.name(), finite));
    }
  }

  /** What one score takes, in seconds, after the first. */
  double seconds(List<Architecture> some) {
    scorers.forEach(scorer -> Predictions.of(scorer, some.subList(0, 1)));
    long begin = System.nanoTime();
    scorers.forEach(scorer -> Predictions.of(scorer, some));
    return (System.nanoTime() - begin) / 1e9 / some.size();
  }
}
