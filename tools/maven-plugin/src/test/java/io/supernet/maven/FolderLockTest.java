package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @Test
  void theSecondBuildOfOneProcessSaysThatItWaits(@TempDir Path folder) throws Exception {
    Path run = folder.resolve("models").resolve("run");
    CountDownLatch waits = new CountDownLatch(1);
    SystemStreamLog log =
        new SystemStreamLog() {
          @Override
          public void info(CharSequence line) {
            waits.countDown();
          }
        };
    CompletableFuture<Boolean> second;
    try (FolderLock first = FolderLock.of(run, log)) {
      assertThat(first).isNotNull();
      second =
          CompletableFuture.supplyAsync(
              () -> {
                try (FolderLock lock = FolderLock.of(run, log)) {
                  return lock != null;
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(waits.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second).isNotDone();
    }
    assertThat(second.get(60, TimeUnit.SECONDS)).isTrue();
  }
}
