package io.supernet.train;

/**
 * A learning rate that rises in a straight line, then follows a schedule.
 *
 * @param schedule after the rise
 * @param peak highest rate
 * @param warmup steps of the rise
 * @param total steps in all
 */
record LearningRate(Schedule schedule, double peak, long warmup, long total) {

  /** BigNAS': the part of the highest rate that is left at the end. */
  private static final double FLOOR = 0.05;

  /** The rate of a step, counted from 0. */
  double rate(long step) {
    if (step < warmup) {
      return peak * (step + 1) / warmup;
    }
    if (schedule == Schedule.CONSTANT) {
      return peak;
    }
    double done = (double) (step - warmup) / Math.max(1, total - warmup);
    double cosine = 0.5 * (1 + Math.cos(Math.PI * done));
    return peak * (schedule == Schedule.COSINE_FLOOR ? Math.max(FLOOR, cosine) : cosine);
  }
}
