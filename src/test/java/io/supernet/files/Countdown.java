package io.supernet.files;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Counts changes, and acts at some of them; the last line that the JVM writes is the count. */
final class Countdown {

  private final Set<Long> moments;
  private final LongConsumer action;
  private final AtomicLong count = new AtomicLong();

  /**
   * Counts from 1.
   *
   * @param moments the changes at which to act
   * @param action gets the number of the change
   */
  Countdown(Set<Long> moments, LongConsumer action) {
    this.moments = Set.copyOf(moments);
    this.action = action;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(count)));
  }

  /** Counts a change that can only be made whole, and acts before it. */
  void next() {
    if (isMoment()) {
      act();
    }
  }

  /** Counts a change; whether to {@link #act} within it. */
  boolean isMoment() {
    return moments.contains(count.incrementAndGet());
  }

  void act() {
    action.accept(count.get());
  }
}
