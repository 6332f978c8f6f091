package io.supernet.pipeline;

import com.google.common.collect.ImmutableList;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.List;

/**
 * The mean accuracy of architectures over the supernets of several runs, each with its own
 * validation images and policy of batch normalisation: what chance has done to one supernet is
 * averaged out.
 *
 * @param others the runs beside the one that is audited
 */
record SupernetMean(List<Path> others) {

  SupernetMean {
    others = ImmutableList.copyOf(others);
  }

  /**
   * One mean an architecture.
   *
   * @param run that is audited
   * @param own its scores, in the order of architectures
   * @throws SupernetException if one of the others is missing, in use or of another definition
   */
  double[] of(Run run, List<Architecture> architectures, List<Evaluation> own, Progress progress) {
    double[] mean = share(own);
    if (others.stream().anyMatch(other -> same(other, run.path()))) {
      throw new SupernetException(
          Kind.USAGE,
          "Run '%s' is audited itself; average it with others."
              .formatted(run.path().getFileName()));
    }
    for (Path path : others) {
      try (Run other = Run.open(path)) {
        if (!other.manifest().definitionHash().equals(run.manifest().definitionHash())) {
          throw new SupernetException(
              Kind.USAGE,
              "Run '%s' is of another definition than '%s'; average supernets of the same one."
                  .formatted(path.getFileName(), run.path().getFileName()));
        }
        try (PolicyScores scores = new PolicyScores(other, progress)) {
          double[] share = share(scores.own(architectures));
          for (int i = 0; i < mean.length; i++) {
            mean[i] += share[i];
          }
        }
      }
    }
    return mean;
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private double[] share(List<Evaluation> evaluations) {
    return evaluations.stream().mapToDouble(e -> e.accuracy() / (1 + others.size())).toArray();
  }
}
