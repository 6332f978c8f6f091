package io.supernet.train;

import io.supernet.Progress;
import io.supernet.run.Checkpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Trains twice, once with interruptions and fresh models, and compares all variables. */
final class ResumedTraining {

  private ResumedTraining() {}

  public static void main(String[] args) {
    Map<String, float[]> first;
    Map<String, float[]> whole;
    Checkpoints uninterrupted = new Checkpoints(Path.of(args[1], "whole"));
    try (TinyTraining training =
        new TinyTraining(args[0], uninterrupted, Duration.ofDays(1), 0.1)) {
      first = training.supernet().values();
      training.run(Progress.SILENT);
      whole = training.supernet().values();
    }
    Checkpoints interrupted = new Checkpoints(Path.of(args[1], "parts"));
    for (long stop : new long[] {3, 4, 7, 99}) {
      try (TinyTraining training = new TinyTraining(args[0], interrupted, Duration.ZERO, 0.1)) {
        training.run(TinyTraining.cancelAfter(stop));
        compare(training.supernet().values(), whole, first);
      } catch (CancellationException e) {
        System.out.println("cancelled after " + stop);
      }
    }
  }

  private static void compare(
      Map<String, float[]> values, Map<String, float[]> whole, Map<String, float[]> first) {
    boolean changed = false;
    for (String name : whole.keySet()) {
      if (!Arrays.equals(values.get(name), whole.get(name))) {
        throw new AssertionError("different: " + name);
      }
      changed |= !Arrays.equals(values.get(name), first.get(name));
    }
    System.out.println("equal" + (changed ? ", changed by training" : ""));
  }
}
