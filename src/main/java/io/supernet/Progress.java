package io.supernet;

/**
 * Hears how long work goes on. Called from the thread that does the work; implementations return
 * quickly. Throwing {@link java.util.concurrent.CancellationException} from {@link #advance} ends
 * the work cleanly at that point.
 *
 * @since 0.1
 */
public interface Progress {

  /** Hears nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void begin(String phase, long total) {}

        @Override
        public void advance(long done, String status) {}

        @Override
        public void end(String summary) {}
      };

  /**
   * A phase of work begins.
   *
   * @param phase its name, such as {@code "train supernet"}
   * @param total how many units it has
   */
  void begin(String phase, long total);

  /**
   * The phase has gone on.
   *
   * @param done units finished so far, of the total given at the beginning
   * @param status what is worth knowing now, such as {@code "loss 1.32"}
   */
  void advance(long done, String status);

  /** Something worth a line of the record, inside a phase or between two. */
  default void note(String line) {}

  /**
   * The same, that also ends the work once the thread that does it is interrupted, as {@link
   * java.util.concurrent.Future#cancel} does; it stays interrupted.
   */
  default Progress endingOnInterrupt() {
    return new Interruptible(this);
  }

  /** The phase has ended; the summary is one line for the record. */
  void end(String summary);
}
