package io.supernet.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.drawing.RowLayout.Box;
import io.supernet.drawing.RowLayout.Line;
import io.supernet.drawing.RowLayout.Metrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** No picture may have overlapping lines or texts, whatever the cell. */
class RowLayoutTest {

  private static final Metrics METRICS = new Metrics(String::length, 1, 1, 4);

  @RepeatedTest(200)
  void nothingOverlaps(RepetitionInfo repetition) {
    Sketch.Part part = Sketches.random(new Random(repetition.getCurrentRepetition()));
    RowLayout layout = new RowLayout(part, METRICS);
    assertThat(layout.lines()).hasSameSizeAs(part.edges());
    Set<String> above = new HashSet<>();
    Set<String> inLane = new HashSet<>();
    List<Integer> columns = new ArrayList<>();
    for (Line line : layout.lines()) {
      String side = line.edge().isPlain() ? "below " : "above ";
      if (line.lane() == 0) {
        assertThat(inLane.add("straight " + line.to())).isTrue();
        continue;
      }
      List<Integer> ports = new ArrayList<>(line.from());
      ports.add(line.to());
      assertThat(ports).isSorted();
      columns.addAll(ports);
      for (int port : ports) {
        assertThat(above.add(side + port)).as("one line a port").isTrue();
        assertThat(layout.boxes()).anyMatch(box -> port > box.x() && port < right(box));
      }
      for (int x = ports.get(0); x <= line.to(); x++) {
        assertThat(inLane.add(side + line.lane() + " " + x)).as("one line a lane").isTrue();
      }
    }
    for (Line line : layout.lines()) {
      if (!line.edge().isPlain()) {
        int half = (line.edge().label().length() + 3) / 2;
        assertThat(columns).noneMatch(x -> Math.abs(x - line.label()) < half);
        assertThat(layout.boxes())
            .noneMatch(box -> line.label() + half > box.x() && line.label() - half < right(box));
      }
    }
  }

  private static int right(Box box) {
    return box.x() + box.width() - 1;
  }
}
