package com.acme.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The versions of a model in its folder, {@code MODEL/1}, {@code MODEL/2} and so on, of which the
 * highest is served. Remove its folder to go back to the one before.
 */
final class Models implements AutoCloseable {

  private static final int WARM_UP_CALLS = 3;

  private final Path folder;
  private final Engine.Loader loader;
  private final AtomicReference<ServedModel> current = new AtomicReference<>();
  private volatile String problem = "";
  private boolean closed;

  Models(Path folder, Engine.Loader loader) {
    this.folder = folder;
    this.loader = loader;
  }

  /**
   * The model that is served now. Close it when its answer is there: a newer version may be served
   * by then.
   */
  ServedModel enter() throws Refusal {
    while (true) {
      ServedModel model = current.get();
      if (model == null) {
        throw new Refusal(503, "No model is loaded. " + problem);
      }
      if (model.enter()) {
        return model;
      } // else it was replaced and closed since the line above
    }
  }

  /** Loads the highest version, unless it is served. What cannot be loaded changes nothing. */
  synchronized void refresh() {
    if (closed) {
      return;
    }
    try {
      Optional<Path> newest = newest();
      ServedModel old = current.get();
      if (newest.isPresent() && (old == null || old.version() != number(newest.get()))) {
        replace(load(newest.get()));
        System.out.println("serving " + newest.get());
      }
      problem = newest.isPresent() || old != null ? "" : "'" + folder + "' holds no model.";
    } catch (Exception e) {
      String again = problem;
      problem = String.valueOf(e.getMessage());
      if (!problem.equals(again)) {
        System.err.println("A version was not loaded: " + problem);
      }
    }
  }

  /** Why the newest version is not served; empty if it is. */
  String problem() {
    return problem;
  }

  /** Ends the service of the model; it is freed when its last request has ended. */
  @Override
  public synchronized void close() {
    closed = true;
    replace(null);
  }

  /** Serves another, or none: null. Requests that use the old one end with it. */
  private void replace(ServedModel next) {
    ServedModel old = current.getAndSet(next);
    if (old != null) {
      old.close();
    }
  }

  private ServedModel load(Path version) throws Exception {
    ModelInfo info = ModelInfo.read(version);
    Engine engine = loader.load(version, info);
    try {
      for (int i = 0; i < WARM_UP_CALLS; i++) { // the first call is much slower than the others
        engine.answer(Batch.of(info, 1).values(), 1);
      }
      return new ServedModel(number(version), info, engine);
    } catch (Exception e) {
      engine.close();
      throw e;
    }
  }

  private Optional<Path> newest() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(version -> version.getFileName().toString().matches("[0-9]{1,9}"))
          .filter(version -> Files.exists(version.resolve("supernet.json")))
          .max(Comparator.comparingInt(Models::number));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  private static int number(Path version) {
    return Integer.parseInt(version.getFileName().toString());
  }
}
