package io.supernet.cli;

import io.supernet.Text;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * A line of progress whose bar keeps its width, however much there is to say: the words behind it
 * are cut to what the terminal has left.
 */
final class Bar implements ProgressBarRenderer {

  private static final int WIDTH = 24;

  @Override
  public String render(ProgressState state, int width) {
    return line(
        state.getTaskName(),
        state.getCurrent(),
        state.getMax(),
        state.getCurrent() - state.getStart(),
        state.getElapsedAfterStart(),
        state.getExtraMessage(),
        width);
  }

  /**
   * The line.
   *
   * @param doneNow what was done in the time; less than done where a phase was resumed
   * @param width characters that it may have
   */
  static String line(
      String phase, long done, long total, long doneNow, Duration time, String words, int width) {
    double part = total <= 0 ? 0 : Math.min(1, (double) done / total);
    int full = (int) (part * WIDTH);
    String bar =
        "=".repeat(full) + (full == WIDTH ? "" : ">") + " ".repeat(Math.max(0, WIDTH - full - 1));
    String left =
        doneNow <= 0 || done > total
            ? "?"
            : clock(time.toMillis() / 1e3 * (total - done) / doneNow);
    String line =
        Text.of("%s %3d%% [%s] %d/%d, %s left", phase, (int) (100 * part), bar, done, total, left);
    return cut(words.isEmpty() ? line : line + ", " + words, width);
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return Text.of("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
  }
}
