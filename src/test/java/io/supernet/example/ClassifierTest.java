package io.supernet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.TinyRun;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.exceptions.TFInvalidArgumentException;

/** From a CSV file to classes, as the README shows it. */
class ClassifierTest {

  @TempDir private Path folder;

  @Test
  void asksWhatWasFoundForACsvFile() throws IOException {
    List<String> rows =
        IntStream.range(0, 120).mapToObj(i -> (i % 2) + "," + (i % 7) + "," + (i % 2)).toList();
    Path file = Files.write(folder.resolve("rows.csv"), rows);
    try (Run run =
        Run.builder(folder.resolve("rows"))
            .space("dense-blocks")
            .options(options("csv:" + file))
            .openOrCreate()) {
      new Pipeline(run, folder.resolve("savedmodels"), Progress.SILENT).run();
    }
    try (Classifier classifier = new Classifier(folder.resolve("savedmodels/rows/1"), 2)) {
      assertThat(classifier.classify(new float[][] {{0, 3}, {1, 4}})).hasSize(2).containsOnly(0, 1);
      assertThatThrownBy(() -> classifier.classify(new float[][] {{0, 1, 2}}))
          .isInstanceOf(TFInvalidArgumentException.class);
      assertThatThrownBy(() -> classifier.classify(new float[][] {{0, Float.NaN}}))
          .isInstanceOf(TFInvalidArgumentException.class);
    }
  }

  /** Rows are not cropped. */
  private static RunOptions options(String data) {
    RunOptions tiny = TinyRun.options(data, 0.1);
    TrainingOptions training = new TrainingOptions(2, 64, 0.1, 1, Optimization.DEFAULT, false);
    return tiny.withSupernet(training).withAlone(training);
  }
}
