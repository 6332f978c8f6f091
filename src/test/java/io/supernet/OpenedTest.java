package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {

  private final List<String> closed = new ArrayList<>();

  @Test
  void closesAllTheLastFirstAlsoWhereOneFails() {
    assertThatThrownBy(
            () -> {
              try (Opened opened = new Opened()) {
                opened.add(() -> closed.add("graph"));
                opened.add(
                    () -> {
                      closed.add("session");
                      throw new IllegalStateException("busy");
                    });
                opened.add(() -> closed.add("tensor"));
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("busy");
    assertThat(closed).containsExactly("tensor", "session", "graph");
  }

  @Test
  void whatAnOwnerKeepsStaysOpen() {
    try (Opened opened = new Opened()) {
      opened.add(() -> closed.add("graph"));
      opened.keep();
    }
    assertThat(closed).isEmpty();
  }
}
