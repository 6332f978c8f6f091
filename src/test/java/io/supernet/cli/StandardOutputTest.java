package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

  private static final OutputStream LEFT =
      new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          throw new IOException("Broken pipe");
        }
      };

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void thatIsFullFailsWithASentence() throws IOException {
    try (FileOutputStream full = new FileOutputStream("/dev/full")) {
      assertThat(exit(0, full)).isEqualTo(6);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .matches("supernet: Cannot write 'standard output': No space left on device; .*\\.\\R");
    }
  }

  @Test
  void ofACommandThatFailedAnywayKeepsItsExitCode() throws IOException {
    try (FileOutputStream full = new FileOutputStream("/dev/full")) {
      assertThat(exit(4, full)).isEqualTo(4);
      assertThat(err.size()).isZero();
    }
  }

  @Test
  void whoseReaderHasLeftEndsQuietly() {
    assertThat(exit(0, LEFT)).isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void thatTookEverythingGetsNothingMore() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    assertThat(exit(0, all)).isZero();
    assertThat(all.toString(StandardCharsets.UTF_8)).isEqualTo("text");
  }

  /** Else it would print into the void until it is killed. */
  @Test
  void whoseReaderHasLeftEndsFollowing() {
    assertThat(following(new PrintStream(LEFT))).isZero();
  }

  @Test
  void followingEndsAtAnInterruptAsEverythingDoes() {
    PrintStream interrupting =
        new PrintStream(new ByteArrayOutputStream()) {
          @Override
          public boolean checkError() {
            Thread.currentThread().interrupt();
            return false;
          }
        };
    assertThat(following(interrupting)).isEqualTo(130);
  }

  private static int following(PrintStream out) {
    PrintStream before = System.out;
    System.setProperty("supernet.home", TinyRun.home().toString());
    System.setOut(out);
    try {
      return Main.run("top", "finished", "--follow");
    } finally {
      System.setOut(before);
      System.clearProperty("supernet.home");
    }
  }

  private int exit(int code, OutputStream raw) {
    PrintStream out = new PrintStream(raw, false, StandardCharsets.UTF_8);
    out.print("text");
    return StandardOutput.checked(
        code, out, raw, new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
