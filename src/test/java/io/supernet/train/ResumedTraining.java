package io.supernet.train;

import com.google.common.util.concurrent.Uninterruptibles;
import io.supernet.Progress;
import io.supernet.run.SamplingOptions;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.Supernet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Trainings in a JVM of their own, one thread each. {@code begin DATA FOLDER} begins one with every
 * sampler and has them stand still, to be killed together; {@code finish DATA FOLDER} goes on with
 * what was begun, with an interruption, and compares all variables and counts with trainings that
 * were never interrupted.
 */
final class ResumedTraining implements AutoCloseable {

  /** Every strategy of supernet training. */
  static final List<String> SAMPLERS =
      Stream.concat(
              SamplingOptions.samplers().stream(),
              Stream.of("several", "uniform adam", "sandwich adam"))
          .toList();

  private final String data;
  private final Path folder;

  /** One for each optimizer, and where its first weights are. */
  private final Map<Path, Supernet> supernets = new HashMap<>();

  private ResumedTraining(String data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[2]);
    try (ResumedTraining trainings = new ResumedTraining(args[1], folder)) {
      if (args[0].equals("begin")) {
        for (String sampler : SAMPLERS) {
          CountDownLatch stands = new CountDownLatch(1);
          Path parts = folder.resolve(sampler).resolve("parts");
          Thread thread =
              new Thread(() -> trainings.begin(new Checkpoints(parts), sampler, stands));
          thread.setUncaughtExceptionHandler(ResumedTraining::fail);
          thread.start();
          stands.await();
        }
        System.out.println("all stand still");
        new CountDownLatch(1).await();
      }
      for (String sampler : SAMPLERS) {
        trainings.compare(sampler);
      }
    }
  }

  /** Nobody waits then for one that never stands still. */
  private static void fail(Thread thread, Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /**
   * A training that knows nothing of those before it: uniform in a supernet of its own, by other
   * samplers in one that gets its first weights back, as building takes most of the time.
   */
  private TinyTraining training(Checkpoints checkpoints, Duration between, String sampler) {
    if (sampler.equals("uniform")) {
      return new TinyTraining(data, checkpoints, between, 0.1, sampler);
    }
    Path first = folder.resolve(sampler.endsWith(" adam") ? "first-adam" : "first-sgd");
    Supernet supernet = supernets.get(first);
    if (supernet == null) {
      supernet = TinyTraining.supernet(data, sampler);
      supernets.put(first, supernet);
      supernet.save(first);
    }
    supernet.restore(first);
    return new TinyTraining(supernet, checkpoints, between, 0.1, sampler);
  }

  @Override
  public void close() {
    supernets.values().forEach(Supernet::close);
  }

  private void begin(Checkpoints parts, String sampler, CountDownLatch stands) {
    try (TinyTraining training = training(parts, Duration.ZERO, sampler)) {
      training.run(standingStill(stands));
    }
  }

  private void compare(String sampler) throws IOException {
    Path own = folder.resolve(sampler);
    Checkpoints uninterrupted = new Checkpoints(own.resolve("whole"));
    Map<String, float[]> first;
    Map<String, float[]> whole;
    try (TinyTraining training = training(uninterrupted, Duration.ofDays(1), sampler)) {
      first = training.supernet().values();
      training.run(Progress.SILENT);
      whole = training.supernet().values();
    }
    Checkpoints parts = new Checkpoints(own.resolve("parts"));
    if (sampler.equals("enas")) {
      // Within the updates that follow the second epoch.
      try (TinyTraining training = training(parts, Duration.ZERO, sampler)) {
        training.run(cancelAt("sampler's update 5/"));
      } catch (CancellationException e) {
        System.out.println("canceled while the controller learned");
      }
    }
    System.out.println(sampler + " goes on from step " + parts.latest().orElseThrow().step());
    try (TinyTraining training = training(parts, Duration.ZERO, sampler)) {
      training.run(TinyTraining.cancelAfter(parts.latest().orElseThrow().step() + 3));
    } catch (CancellationException e) {
      System.out.println("canceled at step " + parts.latest().orElseThrow().step());
    }
    try (TinyTraining training = training(parts, Duration.ZERO, sampler)) {
      training.run(Progress.SILENT);
      compare(training.supernet().values(), whole, first);
    }
    if (sampler.equals("uniform")) {
      comparePaused(new Checkpoints(own.resolve("paused")), whole, first);
    }
    for (String file : List.of("updates.json", "state.json")) {
      if (!read(parts, file).equals(read(uninterrupted, file))) {
        throw new AssertionError("other paths: " + read(parts, file));
      }
    }
    System.out.println("paths " + sampler + " " + read(parts, "updates.json"));
  }

  /** After each epoch the training pauses, and another object goes on with it. */
  private void comparePaused(
      Checkpoints paused, Map<String, float[]> whole, Map<String, float[]> first) {
    for (int epochs = 1; epochs <= 3; epochs++) {
      try (TinyTraining training = training(paused, Duration.ofDays(1), "uniform")) {
        long step = training.runTo(epochs, Progress.SILENT).step();
        if (step != 4L * epochs) {
          throw new AssertionError("paused at step " + step);
        }
        if (epochs == 3) {
          System.out.print("with pauses ");
          compare(training.supernet().values(), whole, first);
        }
      }
    }
  }

  private static String read(Checkpoints checkpoints, String file) throws IOException {
    Checkpoint latest = checkpoints.latest().orElseThrow();
    return Files.readString(latest.path().resolve(file));
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

  private static Progress cancelAt(String words) {
    return advancing(
        (done, status) -> {
          if (status.contains(words)) {
            throw new CancellationException(words);
          }
        });
  }

  /** Stands still within the second epoch, so that it is killed before its end. */
  private static Progress standingStill(CountDownLatch stands) {
    CountDownLatch never = new CountDownLatch(1);
    return advancing(
        (done, status) -> {
          if (done == 6) {
            stands.countDown();
            Uninterruptibles.awaitUninterruptibly(never);
          }
        });
  }

  private static Progress advancing(BiConsumer<Long, String> listener) {
    return event -> {
      if (event instanceof Progress.Advanced advanced) {
        listener.accept(advanced.done(), advanced.status().text());
      }
    };
  }
}
