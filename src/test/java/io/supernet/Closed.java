package io.supernet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.tensorflow.Graph;

/** What native resources say once they are closed. */
public final class Closed {

  private Closed() {}

  /** The graph is closed; then its sessions are, too, for closing it waits for them. */
  public static void assertClosed(Graph graph) {
    assertThatThrownBy(() -> graph.operation("any"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("close()");
  }
}
