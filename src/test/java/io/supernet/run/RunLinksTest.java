package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyData;
import io.supernet.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run writes nothing outside its folder; the folder may be where it likes. */
class RunLinksTest {

  @TempDir private Path home;

  @Test
  void nothingThatARunWritesIsALink() throws IOException {
    RunOptions options = TinyRun.options(TinyData.write(home.resolve("data")), 0.1);
    Path path = home.resolve("mine");
    Path foreign = Files.createDirectory(home.resolve("foreign"));
    Run.builder(path)
        .definition(TinyRun.network())
        .goal(Goal.TRAIN)
        .options(options)
        .create()
        .close();
    for (String own :
        List.of(
            "checkpoints",
            "checkpoints/supernet",
            "checkpoints/supernet/step-000000001",
            "checkpoints/supernet/step-000000001/counts.json",
            "tensorboard",
            "audit",
            "audit/truth.jsonl",
            "coupling",
            "result.json",
            "latency.json",
            "prior.json")) {
      Path link = path.resolve(own);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, foreign);
      refused(path, link);
      Files.delete(link);
    }
    for (String own : List.of("manifest.json", "definition.pbtxt", "run.lock")) {
      Path file = path.resolve(own);
      Path moved = Files.move(file, foreign.resolve(own));
      Files.createSymbolicLink(file, moved);
      refused(path, file);
      Files.delete(file);
      Files.move(moved, file);
    }
    Run.builder(path).open().close();
    assertThat(foreign).isEmptyDirectory();
  }

  @Test
  void theFolderMayBeReachedThroughLinks() throws IOException {
    RunOptions options = TinyRun.options(TinyData.write(home.resolve("data")), 0.1);
    Path disk = Files.createDirectory(home.resolve("disk"));
    Path models = Files.createSymbolicLink(home.resolve("models"), disk);
    Run.builder(models.resolve("mine"))
        .definition(TinyRun.network())
        .goal(Goal.TRAIN)
        .options(options)
        .create()
        .close();
    Path link = Files.createSymbolicLink(home.resolve("same"), models.resolve("mine"));
    try (Run run = Run.builder(link).open()) {
      assertThat(run.manifest().goal()).isEqualTo(Goal.TRAIN);
    }
    assertThat(disk.resolve("mine/manifest.json")).exists();
  }

  private static void refused(Path run, Path link) {
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(() -> Run.builder(run).open())
        .withMessageStartingWith("'" + link + "' is a link")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.RUN));
  }
}
