package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void whatATaskNotesIsTold() {
    List<String> notes = new ArrayList<>();
    Progress progress =
        event -> {
          if (event instanceof Progress.Noted noted) {
            notes.add(noted.line());
          }
        };
    new Workers(2)
        .run(List.of(task -> task.note("warning: one"), task -> task.note("two")), progress);
    assertThat(notes).containsExactlyInAnyOrder("warning: one", "two");
  }
}
