package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {

  private static final int ROUNDS = 100;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("lock");
  }

  /** Both processes would have had the right to write. */
  @Test
  void aLockOnAFileThatWasReplacedIsWorthNothing() throws IOException {
    try (ProcessLock lock = lock()) {
      assertThat(lock.isCurrent()).isTrue();
      assertThat(lock.isCurrent()).isTrue();
      Files.delete(file);
      assertThat(lock.isCurrent()).isFalse();
    }
    try (ProcessLock lock = lock()) {
      Files.delete(file);
      assertThat(lock.isCurrent()).isFalse();
      Files.createFile(file);
      assertThat(lock.isCurrent()).isFalse();
    }
  }

  /** POSIX takes the lock away with the first descriptor of the file that is closed. */
  @Test
  void lookingDoesNotFreeTheLock() throws IOException {
    try (ProcessLock lock = lock()) {
      assertThat(lock.isCurrent()).isTrue();
      try (OtherProcess other = OtherProcess.start("lock", file)) {
        assertThat(other.answer()).isEqualTo("held by another");
      }
    }
    try (OtherProcess other = OtherProcess.start("lock", file)) {
      assertThat(other.answer()).isEqualTo("locked");
    }
  }

  /**
   * Whenever the interrupt comes: then either the lock is still there or it says that it is not.
   */
  @Test
  void anInterruptLeavesNoDeadLock() {
    AtomicBoolean over = new AtomicBoolean();
    Thread locking = Thread.currentThread();
    Thread other =
        new Thread(
            () -> {
              while (!over.get()) {
                locking.interrupt();
                Thread.onSpinWait();
              }
            });
    other.start();
    try {
      for (int i = 0; i < ROUNDS; i++) {
        Publication.begin(folder.resolve("target")).close();
      }
    } finally {
      over.set(true);
      Uninterruptibles.joinUninterruptibly(other);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  private ProcessLock lock() {
    return ProcessLock.acquire(file).orElseThrow();
  }
}
