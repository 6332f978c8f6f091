package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {

  /** Neither the interrupt nor the end of the tasks comes before the end of the threads. */
  @Test
  void noneIsLeftOnceTheyAreClosed() throws InterruptedException {
    Queue<Thread> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch begun = new CountDownLatch(2);
    try (OwnThreads threads = new OwnThreads(2)) {
      for (int i = 0; i < 2; i++) {
        threads.execute(
            () -> {
              seen.add(Thread.currentThread());
              begun.countDown();
            });
      }
      begun.await();
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen).hasSize(2).noneMatch(Thread::isAlive);
  }

  @Test
  void whatHasBegunEndsAndWhatWaitsIsDropped() throws InterruptedException {
    Queue<String> done = new ConcurrentLinkedQueue<>();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    OwnThreads threads = new OwnThreads(1);
    threads.execute(
        () -> {
          begun.countDown();
          try {
            goOn.await();
            done.add("begun");
          } catch (InterruptedException e) {
            done.add("interrupted");
          }
        });
    threads.execute(() -> done.add("waiting"));
    begun.await();
    Thread closing = new Thread(threads::close);
    closing.start();
    // Closing has dropped what waits once it waits itself.
    while (closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closing.join();
    assertThat(done).containsExactly("begun");
  }
}
