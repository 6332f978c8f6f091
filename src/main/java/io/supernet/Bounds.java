package io.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException.Kind;
import org.apiguardian.api.API;

/** Refuses values that options cannot have. */
@API(status = INTERNAL)
public final class Bounds {

  private Bounds() {}

  /**
   * Refuses a value in one sentence.
   *
   * @param holds whether it is within its bounds
   * @param what its name, such as {@code "number of epochs"}
   * @param wanted what to give instead, such as {@code "1 or more"}
   * @throws SupernetException of kind USAGE
   */
  public static void check(boolean holds, String what, Object value, String wanted) {
    if (!holds) {
      throw new SupernetException(
          Kind.USAGE, "The " + what + " is " + value + "; give " + wanted + ".");
    }
  }

  /** Refuses a value that is not from {@code least} to {@code most}, as {@link #check}. */
  public static void check(String what, double value, double least, double most) {
    check(value >= least && value <= most, what, value, least + " to " + most);
  }
}
