package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One call of the command line in this process.
 *
 * @param exit exit code
 * @param out standard output
 * @param err standard error
 */
record Command(int exit, String out, String err) {

  /** Runs a command whose words have no spaces; {@code home} is the project's folder. */
  static Command run(Path home, String words) {
    return run(home, words.isEmpty() ? new String[0] : words.split(" "));
  }

  /** Runs a command; {@code home} is the project's folder. */
  static Command run(Path home, String[] words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    System.setProperty("supernet.home", home.toString());
    System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
    try {
      int exit = Main.run(words);
      return new Command(
          exit, newOut.toString(StandardCharsets.UTF_8), newErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      System.clearProperty("supernet.home");
    }
  }

  /** Ended well. */
  Command succeeded() {
    assertThat(exit).as(err).isZero();
    return this;
  }

  /** What it printed, which is an object. */
  JsonObject json() {
    return JsonParser.parseString(out).getAsJsonObject();
  }

  /** The candidates in what it printed. */
  JsonArray candidates() {
    return json().getAsJsonArray("candidates");
  }

  /** Failed with one sentence, after the progress if there is any, that contains these parts. */
  void failed(int code, String... parts) {
    assertThat(exit).as(err).isEqualTo(code);
    String last = err.lines().reduce((a, b) -> b).orElse("");
    assertThat(err.lines().filter(line -> line.startsWith("supernet: "))).containsExactly(last);
    assertThat(last).endsWith(".").doesNotContainPattern("[.!?] [A-Z]").contains(parts);
    assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(out).isEmpty();
  }
}
