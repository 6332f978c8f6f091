package io.supernet.cli;

import io.supernet.run.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What counts in a new run. */
final class MetricFlags {

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What the search wants the best of: accuracy, balanced_accuracy, macro_f1, auc (of two classes) or loss; of a multilabel task map, macro_f1, micro_f1 or loss; of a regression r2, rmse or loss. Default: accuracy, map or r2.")
  private @Nullable String metric;

  @Option(
      names = "--class-weights",
      description =
          "Train as if each class had as many examples as any other, for classes that are rare.")
  private boolean classWeights;

  @Option(
      names = "--huber",
      paramLabel = "BOUND",
      description =
          "Train a regression on the Huber loss, which outliers move less: errors above the bound count by their size, not by its square. In standard deviations of the training values; 1 is usual. Default: squared errors.")
  private @Nullable Double huber;

  /** The same options with these. */
  RunOptions over(RunOptions options) {
    return options.withReading(
        options.reading().with().metric(metric).classWeights(classWeights).huber(huber).build());
  }
}
