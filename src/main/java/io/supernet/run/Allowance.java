package io.supernet.run;

import io.supernet.Bounds;
import java.util.Locale;
import java.util.Objects;

/**
 * What a whole run may take. Where there is a limit, the run's first phase divides it between the
 * others.
 *
 * @param unit of the limit
 * @param total so many of it, above 0; 0 without a limit
 * @since 0.2
 */
public record Allowance(Unit unit, double total) {

  /** What is limited. */
  public enum Unit {
    /** Nothing: the run is as long as its options say. */
    NONE,
    /** Time on this machine. */
    SECONDS,
    /** Epochs of training one architecture alone, or as much of other work. */
    EPOCHS
  }

  /** No limit. */
  public static final Allowance NONE = new Allowance(Unit.NONE, 0);

  public Allowance {
    Objects.requireNonNull(unit, "unit");
    Bounds.check(
        unit == Unit.NONE ? total == 0 : total > 0 && total <= 1e9,
        "limit of the run",
        total,
        "one above 0, up to 1e9 " + unit.name().toLowerCase(Locale.ROOT));
  }

  /** A limit in time. */
  public static Allowance ofSeconds(double seconds) {
    return new Allowance(Unit.SECONDS, seconds);
  }

  /** A limit in epochs. */
  public static Allowance ofEpochs(double epochs) {
    return new Allowance(Unit.EPOCHS, epochs);
  }

  /** Whether there is a limit. */
  public boolean isLimited() {
    return unit != Unit.NONE;
  }
}
