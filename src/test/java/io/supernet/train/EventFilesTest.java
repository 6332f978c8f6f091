package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Closed;
import io.supernet.SupernetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;

class EventFilesTest {

  @Test
  void saysOnOneLineWhyAFolderCannotBeWritten(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Graph graph = new Graph();
    assertThatThrownBy(() -> new EventFiles(file, 1, graph))
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith("Cannot write the event files in '" + file + "' (")
        .hasMessageEndingWith("); free some space or check its permissions.")
        .hasMessageNotContaining("\n");
    Closed.assertClosed(graph);
  }
}
