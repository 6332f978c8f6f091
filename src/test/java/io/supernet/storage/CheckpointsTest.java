package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.storage.Checkpoints.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  @TempDir private Path parent;
  private Path directory;
  private Checkpoints checkpoints;

  @BeforeEach
  void name() {
    directory = parent.resolve("checkpoints");
    checkpoints = new Checkpoints(directory);
  }

  @Test
  void keepsTheNewestTwo() throws IOException {
    assertThat(checkpoints.latest()).isEmpty();
    for (long step : new long[] {0, 999, 1_000, 1_234_567_890_123L}) {
      Path expected = directory.resolve("step-%09d".formatted(step));
      Checkpoint saved = checkpoints.save(step, weights("of " + step));
      assertThat(saved).isEqualTo(new Checkpoint(step, expected));
      assertThat(checkpoints.latest()).contains(saved);
      assertThat(saved.path().resolve("variables/weights")).hasContent("of " + step);
    }
    assertThat(names()).containsExactly("step-000001000", "step-1234567890123");
  }

  @Test
  void keepsAsManyAsAsked() throws IOException {
    Checkpoints one = new Checkpoints(directory, 1);
    one.save(1, weights("a"));
    one.save(2, weights("b"));
    assertThat(names()).containsExactly("step-000000002");
    assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoints(directory, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> one.save(-1, weights("c")));
  }

  @Test
  void savesTheSameStepAgain() throws IOException {
    checkpoints.save(7, weights("old"));
    Checkpoint saved = checkpoints.save(7, weights("new"));
    assertThat(saved.path().resolve("variables/weights")).hasContent("new");
    assertThat(names()).containsExactly("step-000000007");
  }

  @Test
  void ignoresLeftoversAndRemovesThemAtNextSave() throws IOException {
    Checkpoint saved = checkpoints.save(5, weights("good"));
    Path leftover = AtomicFiles.temporarySibling(directory.resolve("step-000000009"));
    weights("half").accept(leftover);
    Files.writeString(directory.resolve("step-000000010"), "a file is no checkpoint");
    Files.createDirectory(directory.resolve("notes"));
    assertThat(checkpoints.latest()).contains(saved);
    checkpoints.save(6, weights("better"));
    assertThat(names())
        .containsExactly("notes", "step-000000005", "step-000000006", "step-000000010");
  }

  @Test
  void findsWhatWasMovedAsideForOneThatDidNotCome() throws IOException {
    Path target = checkpoints.save(7, weights("old")).path();
    Path aside = Files.move(target, Leftovers.aside(target));
    weights("half").accept(AtomicFiles.temporarySibling(target));
    assertThat(checkpoints.latest()).contains(new Checkpoint(7, aside));
    checkpoints.save(8, weights("next"));
    assertThat(names()).containsExactly("step-000000007", "step-000000008");
    assertThat(target.resolve("variables/weights")).hasContent("old");
    weights("older").accept(Leftovers.aside(target));
    assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(8);
    checkpoints.save(9, weights("last"));
    assertThat(names()).containsExactly("step-000000008", "step-000000009");
  }

  @Test
  void failedWriterLeavesWhatWasThere() throws IOException {
    Checkpoint saved = checkpoints.save(1, weights("good"));
    Consumer<Path> full =
        path -> {
          weights("half").accept(path);
          throw new UncheckedIOException(new IOException("No space left on device"));
        };
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(() -> checkpoints.save(2, full))
        .withMessage(
            "Cannot write '%s': No space left on device; "
                + "free some space or choose a folder on another disk.",
            directory.resolve("step-000000002"))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE));
    assertThat(names()).containsExactly("step-000000001");
    assertThat(checkpoints.latest()).contains(saved);
  }

  @Test
  void otherFailuresOfTheWriterPassUnchanged() throws IOException {
    IllegalStateException mistake = new IllegalStateException("a bug");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                checkpoints.save(
                    2,
                    path -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
    assertThat(names()).isEmpty();
  }

  /** Each byte of each file, each file gone, cut, or one too many. */
  @Test
  void everyChangeOfAnyByteIsNoticedAndTheEarlierOneTakesItsPlace() throws IOException {
    Checkpoint earlier = checkpoints.save(1, weights("good"));
    Checkpoint last = checkpoints.save(2, weights("better"));
    for (String name : List.of("SHA256SUMS", "variables/weights")) {
      Path file = last.path().resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < bytes.length; i++) {
        byte[] flipped = bytes.clone();
        flipped[i] ^= 0x20;
        Files.write(file, flipped);
        assertDamaged(last, earlier, "has changed", "is missing", "does not name all its files");
      }
      for (int length : new int[] {0, 1, bytes.length - 1}) {
        Files.write(file, Arrays.copyOf(bytes, length));
        assertDamaged(last, earlier, "has changed", "is missing", "does not name all its files");
      }
      Files.delete(file);
      assertDamaged(last, earlier, "'" + name + "' is missing");
      Files.write(file, bytes);
      assertThat(checkpoints.latest()).contains(last);
    }
    Files.writeString(last.path().resolve("more"), "");
    assertDamaged(last, earlier, "'SHA256SUMS' does not name all its files");
  }

  private void assertDamaged(Checkpoint last, Checkpoint earlier, String... faults) {
    List<String> told = new ArrayList<>();
    assertThat(checkpoints.latest(told::add)).contains(earlier);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).startsWith("'" + last.path() + "' is damaged (").containsAnyOf(faults);
  }

  @Test
  void whereAllAreDamagedThereIsNothingToGoOnFrom() throws IOException {
    Files.writeString(checkpoints.save(1, weights("a")).path().resolve("variables/weights"), "b");
    Files.delete(checkpoints.save(2, weights("a")).path().resolve("variables/weights"));
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(() -> checkpoints.latest())
        .withMessage(
            "No checkpoint in '%1$s' can be used: '%1$s/step-000000002' is damaged ('variables/weights' is missing), "
                + "'%1$s/step-000000001' is damaged ('variables/weights' has changed); restore one from a copy, or begin a new run.",
            directory)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.RUN));
  }

  @Test
  void aTrainingThatWentBackBehindADamagedOneReplacesIt() throws IOException {
    checkpoints.save(1, weights("good"));
    Files.writeString(checkpoints.save(9, weights("a")).path().resolve("variables/weights"), "b");
    Checkpoint saved = checkpoints.save(5, weights("again"));
    assertThat(names()).containsExactly("step-000000001", "step-000000005");
    assertThat(checkpoints.latest()).contains(saved);
  }

  private static Consumer<Path> weights(String text) {
    return path -> {
      try {
        Files.createDirectories(path.resolve("variables"));
        Files.writeString(path.resolve("variables/weights"), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
