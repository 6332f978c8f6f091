package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import io.supernet.data.DataOptions;
import io.supernet.data.ImageFit;
import io.supernet.data.ImageReading;
import io.supernet.data.ImageSize;
import io.supernet.data.TableColumn;
import io.supernet.data.TableEncoding;
import io.supernet.pipeline.RunRecords;
import io.supernet.supernet.Kernels;
import io.supernet.train.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  private static final Manifest MANIFEST =
      new Manifest(
          "today",
          Goal.EXPORT,
          "hash",
          Map.of(),
          Map.of(),
          Map.of(),
          new TableEncoding(
              List.of(
                  new TableColumn("size", 3, 0.1f, true, null, false, false),
                  new TableColumn("color", 0, 0, false, List.of("blue", "red"), true, false),
                  new TableColumn("shop", 1, 0, true, List.of("a", "b"), false, true)),
              "kind",
              Map.of("id", "names the rows")),
          new ImageReading(new ImageSize(17, 23), 4, ImageFit.PAD),
          RunOptions.DEFAULT.withReading(DataOptions.DEFAULT.withLabel("kind").withHeader(true)),
          Map.of("train", 1.5),
          null);

  @Test
  void isReadAsItWasWritten(@TempDir Path folder) {
    Path file = folder.resolve("manifest.json");
    MANIFEST.write(file);
    assertThat(Manifest.read(file)).isEqualTo(MANIFEST);
  }

  @Test
  void promisesTheSameBitsForTheSameKernelsOnly() {
    Kernels old = new Kernels("eigen", Optional.empty());
    Kernels now = new Kernels("oneDNN avx2", Optional.empty());
    Manifest one = begunWith(old, 1);
    assertThat(one.whatIsLostWith(now).orElseThrow()).contains("eigen", "now oneDNN avx2");
    assertThat(one.whatIsLostWith(old)).isEmpty();
    assertThat(begunWith(old, 2).whatIsLostWith(now)).isEmpty();
    assertThat(MANIFEST.whatIsLostWith(now)).isEmpty();
  }

  @Test
  void ofANewRunNamesItsKernels() {
    assertThat(RunRecords.read(TinyRun.run()).manifest().versions())
        .containsEntry("kernels", Kernels.current().name());
  }

  @Test
  void aBatchLargerThanTheDataIsTold(@TempDir Path folder) {
    Path copy = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), copy);
    try (Run run = Run.builder(copy).open()) {
      assertThat(run.cautions()).isEmpty();
    }
    Manifests.change(
        copy,
        options -> {
          TrainingOptions old = options.supernet();
          TrainingOptions large =
              new TrainingOptions(
                  old.epochs(), 1_000_000, 0.1, 0, old.optimization(), old.augment());
          return options.withSupernet(large);
        });
    try (Run run = Run.builder(copy).open()) {
      assertThat(run.cautions())
          .singleElement()
          .asString()
          .contains("batch of 1,000,000 is larger");
    }
  }

  private static Manifest begunWith(Kernels kernels, int threads) {
    RunOptions options = RunOptions.DEFAULT.withThreads(threads);
    Map<String, String> versions = Map.of("kernels", kernels.name());
    return new Manifest(
        "today",
        Goal.EXPORT,
        "hash",
        versions,
        Map.of(),
        Map.of(),
        null,
        null,
        options,
        Map.of(),
        null);
  }
}
