package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

class EventProgressTest {

  /** Of a record: its length and a checksum before, a checksum behind. */
  private static final int BEFORE = 12;

  private static final int BEHIND = 4;

  @TempDir Path folder;

  @Test
  void writesCurvesOfFewPointsThatEndAtTheEnd() throws IOException {
    List<Progress.Event> heard = new ArrayList<>();
    Path events = folder.resolve("alone");
    try (EventProgress progress = EventProgress.ofTraining(heard::add, events, 1)) {
      progress.begin("retrain", 999);
      for (int step = 1; step <= 999; step++) {
        progress.advance(step, new TrainingStatus(1, 1, 1.0 / step, 0.5, 0, ""));
      }
      progress.end("done");
      progress.write(999, Map.of("validation accuracy", 0.25));
    }
    assertThat(heard).hasSize(1_001);
    List<Event> losses = events(events).stream().filter(e -> tag(e).equals("loss")).toList();
    assertThat(losses).hasSizeBetween(400, 501);
    assertThat(losses).allSatisfy(e -> assertThat(value(e)).isEqualTo((float) (1.0 / e.getStep())));
    assertThat(losses.get(losses.size() - 1).getStep()).isEqualTo(999);
    Event last = events(events).get(events(events).size() - 1);
    assertThat(tag(last)).isEqualTo("validation accuracy");
    assertThat(value(last)).isEqualTo(0.25f);
  }

  @Test
  void makesNoFileForWords() {
    try (EventProgress progress =
        EventProgress.ofTraining(Progress.SILENT, folder.resolve("no"), 1)) {
      progress.begin("limits", 2);
      progress.advance(1, "looking at architectures");
      progress.note("nothing");
    }
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void isEndedByWhoHearsIt() {
    Progress ending =
        event -> {
          throw new CancellationException();
        };
    try (EventProgress progress = EventProgress.ofTraining(ending, folder.resolve("ended"), 1)) {
      assertThatThrownBy(() -> progress.begin("retrain", 1))
          .isInstanceOf(CancellationException.class);
    }
  }

  private static String tag(Event event) {
    return event.getSummary().getValue(0).getTag();
  }

  private static float value(Event event) {
    return event.getSummary().getValue(0).getSimpleValue();
  }

  /** Those with figures. */
  private static List<Event> events(Path folder) throws IOException {
    List<Event> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (all.hasRemaining()) {
          int length = Math.toIntExact(all.getLong(all.position()));
          Event event = Event.parseFrom(all.slice(all.position() + BEFORE, length));
          if (event.hasSummary()) {
            events.add(event);
          }
          all.position(all.position() + BEFORE + length + BEHIND);
        }
      }
    }
    return events;
  }
}
