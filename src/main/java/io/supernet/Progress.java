package io.supernet;

import java.util.Objects;

/**
 * Hears how long work goes on, event by event. It is called from the thread that does the work and
 * returns quickly. Throwing {@link java.util.concurrent.CancellationException} when it hears {@link
 * Advanced} ends the work cleanly at that point.
 *
 * <pre>{@code
 * Progress progress =
 *     event -> {
 *       if (event instanceof Progress.Advanced advanced
 *           && advanced.status() instanceof TrainingStatus training) {
 *         plot(advanced.done(), training.loss());
 *       }
 *     };
 * }</pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Progress {

  /** Hears nothing. */
  Progress SILENT = event -> {};

  /** Something has happened. */
  void hear(Event event);

  /** What can happen. Phases do not nest; a note comes inside a phase or between two. */
  sealed interface Event permits Begun, Advanced, Noted, Ended {}

  /**
   * A phase of work begins.
   *
   * @param phase its name, such as {@code "train supernet"}
   * @param total how many units it has
   */
  record Begun(String phase, long total) implements Event {
    public Begun {
      Objects.requireNonNull(phase, "phase");
    }
  }

  /**
   * The phase has gone on.
   *
   * @param done units finished so far, of the total given at the beginning
   * @param status what is worth knowing now
   */
  record Advanced(long done, Status status) implements Event {
    public Advanced {
      Objects.requireNonNull(status, "status");
    }
  }

  /** Something worth a line of the record. */
  record Noted(String line) implements Event {
    public Noted {
      Objects.requireNonNull(line, "line");
    }
  }

  /** The phase has ended; the summary is one line for the record. */
  record Ended(String summary) implements Event {
    public Ended {
      Objects.requireNonNull(summary, "summary");
    }
  }

  /**
   * Where a phase stands. Training and search have a type of their own with their figures; the
   * others say it in words.
   */
  @FunctionalInterface
  interface Status {
    /** A few words for a person, such as {@code "loss 1.32"}. */
    String text();
  }

  /** Tells that a phase of so many units begins. */
  default void begin(String phase, long total) {
    hear(new Begun(phase, total));
  }

  /** Tells that so many units are finished. */
  default void advance(long done, Status status) {
    hear(new Advanced(done, status));
  }

  /** The same, where words are all there is to say. */
  default void advance(long done, String status) {
    advance(done, () -> status);
  }

  /** Tells something worth a line of the record. */
  default void note(String line) {
    hear(new Noted(line));
  }

  /** Tells that the phase has ended. */
  default void end(String summary) {
    hear(new Ended(summary));
  }

  /**
   * The same, that also ends the work once the thread that does it is interrupted, as {@link
   * java.util.concurrent.Future#cancel} does; it stays interrupted.
   */
  default Progress endingOnInterrupt() {
    return new Interruptible(this);
  }
}
