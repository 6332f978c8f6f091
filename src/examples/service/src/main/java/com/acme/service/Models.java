package com.acme.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The versions of a model in its folder, {@code MODEL/1}, {@code MODEL/2} and so on, of which the
 * highest that can be loaded is served. Remove its folder to go back to the one before.
 */
final class Models implements AutoCloseable {

  private static final String INFO = "supernet.json";
  private static final int WARM_UP_CALLS = 3;

  /** Why a version could not be loaded, as it was written then. */
  private record Failure(FileTime written, String why) {}

  private final Path folder;
  private final Engine.Loader loader;
  private final AtomicReference<ServedModel> current = new AtomicReference<>();
  private final Map<Integer, Failure> failed = new HashMap<>();
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

  /** Serves the highest version that can be loaded. What cannot be loaded changes nothing. */
  synchronized void refresh() {
    if (closed) {
      return;
    }
    try {
      List<Path> versions = versions();
      ServedModel old = current.get();
      problem = versions.isEmpty() && old == null ? "'" + folder + "' holds no model." : "";
      for (Path version : versions) {
        if ((old != null && old.version() == number(version)) || isLoaded(version)) {
          return;
        }
      }
    } catch (IOException e) {
      problem = String.valueOf(e.getMessage());
    }
  }

  /** One that failed is not loaded again until it is written anew. */
  private boolean isLoaded(Path version) throws IOException {
    FileTime written = Files.getLastModifiedTime(version.resolve(INFO));
    Failure before = failed.get(number(version));
    if (before == null || !before.written.equals(written)) {
      try {
        replace(load(version));
        failed.remove(number(version));
        System.out.println("serving " + version);
        return true;
      } catch (Exception | LinkageError | OutOfMemoryError e) { // such as no native library
        before = new Failure(written, String.valueOf(e.getMessage()));
        failed.put(number(version), before);
        System.err.println("A version was not loaded: " + before.why);
      }
    }
    problem = problem.isEmpty() ? before.why : problem;
    return false;
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
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      engine.close();
      throw e;
    }
  }

  /** The highest first. */
  private List<Path> versions() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(version -> version.getFileName().toString().matches("[0-9]{1,9}"))
          .filter(version -> Files.exists(version.resolve(INFO)))
          .sorted(Comparator.comparingInt(Models::number).reversed())
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  private static int number(Path version) {
    return Integer.parseInt(version.getFileName().toString());
  }
}
