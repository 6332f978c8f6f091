package io.supernet.study.audit;

import com.google.common.collect.ImmutableList;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.pipeline.PolicyScores;
import io.supernet.pipeline.RunRecords;
import io.supernet.run.Extensions;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The mean of a metric of architectures over the supernets of several runs, each with its own
 * validation images and policy of batch normalization: what chance has done to one supernet is
 * averaged out.
 *
 * @param others the runs beside the one that is audited
 * @param extensions of all of them
 */
record SupernetMean(List<Path> others, Extensions extensions) {

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
      try (Run other = Run.builder(path).extensions(extensions).open()) {
        if (!other.manifest().definitionHash().equals(run.manifest().definitionHash())) {
          throw unfit(path, "has another definition than '" + run.path().getFileName() + "'");
        }
      }
      RunRecords records = RunRecords.read(path, extensions);
      if (records.trained().filter(last -> last.step() >= records.steps()).isEmpty()) {
        throw unfit(path, "is not trained to its end");
      }
    }
  }

  /** What the supernets of the others say, a list each. */
  List<List<Evaluation>> scores(List<Architecture> architectures, Progress progress) {
    List<List<Evaluation>> all = new ArrayList<>();
    for (Path path : others) {
      try (Run other = Run.builder(path).extensions(extensions).open();
          PolicyScores scores = new PolicyScores(other, progress)) {
        all.add(scores.own(architectures));
      }
    }
    return all;
  }

  /**
   * One mean an architecture; NaN without others.
   *
   * @param metric which is averaged
   * @param own what the supernet of the run says
   * @param all what the others say, in the same order
   */
  static List<Double> mean(String metric, List<Evaluation> own, List<List<Evaluation>> all) {
    List<Double> mean = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      double sum = own.get(i).metric(metric);
      for (List<Evaluation> other : all) {
        sum += other.get(i).metric(metric);
      }
      mean.add(all.isEmpty() ? Double.NaN : sum / (1 + all.size()));
    }
    return mean;
  }

  private static SupernetException unfit(Path path, String why) {
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "Run '%s' %s; average only trained supernets of other runs with the same definition.",
            path.getFileName(), why));
  }
}
