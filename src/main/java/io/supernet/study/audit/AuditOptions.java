package io.supernet.study.audit;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;

/**
 * How large an audit is.
 *
 * @param sample architectures that are trained alone, at least 3
 * @param seeds trainings of each, at least 1
 * @param epochs of each training, at least 1
 * @param pool random architectures from which the sample is drawn, at least as many as the sample
 * @param top k for the top-k figures, 1 to 20
 * @param workers trainings at once, at least 1
 * @param bothPolicies whether inherited weights are judged with both batch-norm policies, to
 *     compare them
 */
public record AuditOptions(
    int sample, int seeds, int epochs, int pool, int top, int workers, boolean bothPolicies) {

  public AuditOptions {
    require(sample >= 3, "sample", sample, "3 or more architectures");
    require(seeds >= 1, "number of seeds", seeds, "1 or more");
    require(epochs >= 1, "number of epochs", epochs, "1 or more");
    require(pool >= sample, "pool", pool, "at least as many as the sample");
    require(top >= 1 && top <= 20, "top", top, "1 to 20");
    require(workers >= 1, "number of workers", workers, "1 or more");
  }

  private static void require(boolean holds, String what, int value, String wanted) {
    if (!holds) {
      throw new SupernetException(
          Kind.USAGE, Text.of("The %s of the audit is %d; give %s.", what, value, wanted));
    }
  }
}
