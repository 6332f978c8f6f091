package io.supernet.study.audit;

import com.google.common.collect.ImmutableList;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.pipeline.PolicyScores;
import io.supernet.pipeline.RunRecords;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The mean accuracy of architectures over the supernets of several runs, each with its own
 * validation images and policy of batch normalization: what chance has done to one supernet is
 * averaged out.
 *
 * @param others the runs beside the one that is audited
 */
record SupernetMean(List<Path> others) {

  SupernetMean {
    others = ImmutableList.copyOf(others);
  }

  /**
   * Refuses what cannot be averaged, before anything is done.
   *
   * @throws SupernetException if one of the others is missing, in use, not trained, of another
   *     definition, or named twice
   */
  void check(Run run) {
    Set<Path> seen = new HashSet<>(Set.of(run.path().toAbsolutePath().normalize()));
    for (Path path : others) {
      if (!seen.add(path.toAbsolutePath().normalize())) {
        throw unfit(path, "is in the mean already");
      }
      try (Run other = Run.open(path)) {
        if (!other.manifest().definitionHash().equals(run.manifest().definitionHash())) {
          throw unfit(path, "is of another definition than '" + run.path().getFileName() + "'");
        }
      }
      RunRecords records = RunRecords.read(path);
      if (records.trained().filter(last -> last.step() >= records.steps()).isEmpty()) {
        throw unfit(path, "is not trained to its end");
      }
    }
  }

  /** One mean an architecture, in their order, with the scores of the run; NaN without others. */
  double[] of(List<Architecture> architectures, List<Evaluation> own, Progress progress) {
    double[] mean = share(own);
    for (Path path : others) {
      try (Run other = Run.open(path);
          PolicyScores scores = new PolicyScores(other, progress)) {
        double[] share = share(scores.own(architectures));
        Arrays.setAll(mean, i -> mean[i] + share[i]);
      }
    }
    if (others.isEmpty()) {
      Arrays.fill(mean, Double.NaN);
    }
    return mean;
  }

  private static SupernetException unfit(Path path, String why) {
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "Run '%s' %s; average trained supernets of other runs of one definition.",
            path.getFileName(), why));
  }

  private double[] share(List<Evaluation> evaluations) {
    return evaluations.stream().mapToDouble(e -> e.accuracy() / (1 + others.size())).toArray();
  }
}
