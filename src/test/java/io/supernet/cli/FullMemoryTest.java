package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FullMemoryTest {

  /** A verb that takes more memory than there is. */
  @Command(name = "fill")
  private static final class Fill implements Runnable {
    private final OutOfMemoryError error;

    Fill(OutOfMemoryError error) {
      this.error = error;
    }

    @Override
    public void run() {
      throw error;
    }
  }

  private final StringWriter err = new StringWriter();

  private int run(String error) {
    CommandLine line = Main.commandLine();
    line.addSubcommand(new Fill(new OutOfMemoryError(error)));
    line.setErr(new PrintWriter(err, true));
    return Main.run(line, "fill");
  }

  @Test
  void fullMemoryIsOneSentence() {
    assertThat(run("Java heap space")).isEqualTo(3);
    assertThat(err.toString())
        .matches(
            "supernet: Java's memory of [0-9.]+ [GM]B is full; give it more, as with SUPERNET_JAVA_OPTS=-Xmx[0-9]+g, or take less data or a smaller network\\.\\R");
  }

  /** More memory would not help. */
  @Test
  void aThreadThatThereIsNotIsAnotherMatter() {
    String error = "unable to create native thread: possibly out of memory";
    assertThatThrownBy(() -> run(error)).isInstanceOf(OutOfMemoryError.class).hasMessage(error);
  }
}
