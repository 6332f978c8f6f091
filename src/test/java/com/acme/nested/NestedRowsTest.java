package com.acme.nested;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.export.Family;
import io.supernet.export.Family.Member;
import io.supernet.export.Predictor;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.pipeline.FamilyOptions;
import io.supernet.pipeline.FamilyPhase;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of elastic depth and width for rows, from one training. */
class NestedRowsTest {

  private static final NestedRows NETWORK = new NestedRows(6, 2, List.of(4, 16));

  @TempDir private Path folder;

  @Test
  void smallerNetworksArePartsOfTheLargest() {
    Definition definition = Definition.of("nested", NETWORK, Task.table(2, 2));
    assertThat(definition.nests()).isTrue();
    // Nothing, or one or two blocks of two widths.
    assertThat(definition.space().size()).isEqualTo(1 + 2 + 4);
    // All weights of the supernet are the largest one's: stem, two blocks, head.
    long largest = definition.cost(definition.largest()).parameters();
    assertThat(largest).isEqualTo(2 * 6 + 6 + 2 * (6 * 16 + 16 * 6) + 6 * 2 + 2);
    assertThat(definition.supernetParameters()).isEqualTo(largest);
  }

  @Test
  void oneTrainingGivesAFamily() {
    RunOptions options =
        RunOptions.builder()
            .threads(1)
            .supernet(new TrainingOptions(5, 16, 0.05, 0, Optimization.DEFAULT, false))
            .sampling(new SamplingOptions("sandwich", 1, true))
            .build();
    Family family;
    try (Run run =
        Run.builder(folder.resolve("run"))
            .network("nested", NETWORK)
            .data(Split.of(rings(), new RandomStreams(1)))
            .options(options)
            .create()) {
      family =
          new FamilyPhase(run, folder.resolve("models"), Progress.SILENT)
              .run(new FamilyOptions("macs", List.of(), 2, 2, 100, 1));
    }
    try (Predictor model = Predictor.load(folder.resolve("models").resolve(Family.ALL))) {
      assertThat(model.sizes()).isEqualTo(family.members().stream().map(Member::name).toList());
      float[][] answers = model.at(model.sizes().get(0)).predict(new float[][] {{0, 0}});
      assertThat(answers[0][0] + answers[0][1]).isBetween(0.999f, 1.001f);
    }
  }

  @Test
  void thePageShowsIt() throws IOException {
    String file =
        Files.readString(
            Path.of("src/examples/nested/src/main/java/com/acme/nested/NestedRows.java"));
    String record = file.substring(file.indexOf("public record")).strip();
    assertThat(Path.of("src/site/markdown/spaces.md")).content().contains(record);
  }

  /** Inside and outside of a circle. */
  private static DataSet rings() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] rows = new float[400][2];
    String[] labels = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = (float) random.nextGaussian();
      rows[i][1] = (float) random.nextGaussian();
      labels[i] = rows[i][0] * rows[i][0] + rows[i][1] * rows[i][1] < 1.4 ? "in" : "out";
    }
    return DataSet.ofRows("rings", rows, labels);
  }
}
