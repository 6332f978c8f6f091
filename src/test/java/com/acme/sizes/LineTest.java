package com.acme.sizes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.export.Family;
import io.supernet.export.Predictor;
import io.supernet.export.SizePolicy;
import io.supernet.export.SizePolicy.Choice;
import io.supernet.export.SmallFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits is answered together, in the size that the policy says then. */
class LineTest {

  private static final List<byte[]> PAIR = List.of(new byte[144], new byte[144]);

  @TempDir private static Path folder;
  private static Predictor model;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final Queue<Integer> seen = new ConcurrentLinkedQueue<>();
  private final Queue<Duration> slacks = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void load() throws IOException {
    SmallFamily.write(folder);
    model = Predictor.load(folder.resolve(Family.ALL));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /** The large size while few images wait, else the small one and five at once. */
  private Choice choose(int images, Duration slack) {
    seen.add(images);
    slacks.add(slack);
    if (seen.size() == 1) {
      begun.countDown();
      try {
        waiting.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return images <= 2 ? new Choice("L", 2) : new Choice("S", 5);
  }

  @Test
  void smallerOnesWhileMoreWait() throws Exception {
    try (Line line = new Line(model, this::choose, Duration.ofSeconds(60))) {
      CompletableFuture<Line.Answer> first = line.add(PAIR, "");
      begun.await();
      List<CompletableFuture<Line.Answer>> next =
          IntStream.range(0, 3).mapToObj(i -> line.add(PAIR, "")).toList();
      CompletableFuture<Line.Answer> asked = line.add(PAIR, "M");
      CompletableFuture<Line.Answer> last = line.add(PAIR, "");
      assertThat(line.waiting()).isEqualTo(12);
      waiting.countDown();
      assertThat(first.get().size()).isEqualTo("L");
      for (CompletableFuture<Line.Answer> one : next) {
        assertThat(one.get().size()).isEqualTo("S");
        assertThat(one.get().classes()).hasSize(2);
      }
      assertThat(asked.get().size()).isEqualTo("M");
      assertThat(last.get().size()).isEqualTo("L");
      // Ten waited when five at most were taken: two requests. The third went alone, as the one
      // after it asks for another size.
      assertThat(seen).containsExactly(2, 10, 6, 2);
      assertThat(line.answered()).isEqualTo(Map.of("L", 2, "M", 1, "S", 3));
      assertThat(line.waiting()).isZero();
      // A tenth of the minute is kept.
      assertThat(slacks).allMatch(slack -> slack.compareTo(Duration.ofSeconds(54)) < 0);
    }
  }

  @Test
  void whoWaitedForTooLongIsRefused() throws Exception {
    try (Line line = new Line(model, this::choose, Duration.ofMillis(500))) {
      CompletableFuture<Line.Answer> first = line.add(PAIR, "");
      begun.await();
      CompletableFuture<Line.Answer> late = line.add(PAIR, "");
      assertThatThrownBy(() -> late.get(600, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      waiting.countDown();
      assertThatThrownBy(late::get).hasMessageContaining("waited for too long");
      assertThat(first.get().size()).isEqualTo("L");
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void atItsEndItRefusesAndBrokenAnswersAreTold() {
    SizePolicy broken = (images, slack) -> new Choice("XL", 1);
    Line line = new Line(model, broken, Duration.ofSeconds(60));
    assertThatThrownBy(() -> line.add(PAIR, "").get()).hasMessageContaining("not 'XL'");
    line.close();
  }
}
