package io.supernet.report;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an audit says.
 *
 * @param verdict in a few sentences
 * @param advice sentences
 * @param measures of each predictor
 * @param subjects the architectures that were trained alone
 */
record Audit(
    String verdict, List<String> advice, Optional<Table> measures, List<Subject> subjects) {

  /**
   * An architecture with its truth and what predicts it; accuracies 0 to 1.
   *
   * @param truth of each training
   */
  record Subject(String architecture, List<Double> truth, double macs, double supernet) {

    double mean() {
      return truth.stream().mapToDouble(t -> t).average().orElse(Double.NaN);
    }

    double lowest() {
      return truth.stream().mapToDouble(t -> t).min().orElse(Double.NaN);
    }

    double highest() {
      return truth.stream().mapToDouble(t -> t).max().orElse(Double.NaN);
    }
  }

  Audit {
    advice = ImmutableList.copyOf(advice);
    subjects = ImmutableList.copyOf(subjects);
  }

  static Optional<Audit> read(Path run) {
    return Optional.empty();
  }
}
