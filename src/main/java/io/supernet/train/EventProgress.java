package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Passes on what a phase tells, and writes its figures as event files for TensorBoard. */
@API(status = INTERNAL)
public final class EventProgress implements Progress, AutoCloseable {

  /** Points of a curve at the most: more than a screen can tell apart. */
  private static final int MOST = 500;

  private final Progress heard;
  private final Path folder;
  private final int threads;
  private final Function<Status, Map<String, Double>> figures;
  private @Nullable EventFiles events;
  private long total;
  private long next;

  /**
   * A progress.
   *
   * @param folder of the event files, made when there is a first figure
   * @param threads of TensorFlow, as of the models that it tells of
   * @param figures of a status by name; empty if it has none
   */
  public EventProgress(
      Progress heard, Path folder, int threads, Function<Status, Map<String, Double>> figures) {
    this.heard = heard;
    this.folder = folder;
    this.threads = threads;
    this.figures = figures;
  }

  /** Of a training: its loss and learning rate. */
  static EventProgress ofTraining(Progress heard, Path folder, int threads) {
    return new EventProgress(
        heard,
        folder,
        threads,
        status ->
            status instanceof TrainingStatus training
                ? Map.of("loss", training.loss(), "learning rate", training.learningRate())
                : Map.of());
  }

  @Override
  public void hear(Event event) {
    if (event instanceof Begun begun) {
      total = begun.total();
      next = 0;
    } else if (event instanceof Advanced advanced
        && (advanced.done() >= next || advanced.done() == total)) {
      write(advanced.done(), figures.apply(advanced.status()));
      next = advanced.done() + Math.max(1, (total + MOST - 1) / MOST);
    }
    heard.hear(event);
  }

  /** Writes figures by name at a step, whatever was written before. */
  void write(long step, Map<String, Double> named) {
    if (named.isEmpty()) {
      return;
    }
    EventFiles open = events;
    if (open == null) {
      open = new EventFiles(folder, threads);
      events = open;
    }
    open.write(step, named);
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
  }
}
