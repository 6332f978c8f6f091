package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupted thread writes to the end what it writes, and stays interrupted. */
class InterruptedWritingTest {

  private static final int RECORDS = 200;

  /** One line of a journal. */
  private record Line(int number) {}

  @TempDir Path folder;

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void files() throws Exception {
    Thread.currentThread().interrupt();
    AtomicFiles.write(folder.resolve("file"), "text");
    Path made = Files.createDirectory(folder.resolve("made"));
    AtomicFiles.write(made.resolve("inside"), "more");
    AtomicFiles.publish(made, folder.resolve("whole"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("file")).hasContent("text");
    assertThat(folder.resolve("whole").resolve("inside")).hasContent("more");
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void journals() {
    Path file = folder.resolve("journal");
    List<Line> lines = IntStream.range(0, RECORDS).mapToObj(Line::new).toList();
    AtomicBoolean over = new AtomicBoolean();
    Thread writer = Thread.currentThread();
    Thread other =
        new Thread(
            () -> {
              while (!over.get()) {
                writer.interrupt();
                Thread.onSpinWait();
              }
            });
    writer.interrupt();
    try (Journal<Line> journal = Journal.open(file, Line.class)) {
      other.start();
      lines.forEach(journal::append);
    } finally {
      over.set(true);
      Uninterruptibles.joinUninterruptibly(other);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Journal.read(file, Line.class)).isEqualTo(lines);
  }
}
