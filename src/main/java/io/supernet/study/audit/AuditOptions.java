package io.supernet.study.audit;

import io.supernet.Bounds;

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
    Bounds.check(sample >= 3, "sample of the audit", sample, "3 or more architectures");
    Bounds.check(seeds >= 1, "number of seeds of the audit", seeds, "1 or more");
    Bounds.check(epochs >= 1, "number of epochs of the audit", epochs, "1 or more");
    Bounds.check(pool >= sample, "pool of the audit", pool, "at least as many as the sample");
    Bounds.check(top >= 1 && top <= 20, "top of the audit", top, "1 to 20");
    Bounds.check(workers >= 1, "number of workers of the audit", workers, "1 or more");
  }
}
