package io.supernet.train;

import io.supernet.storage.AtomicFiles;
import io.supernet.storage.StorageFailures;
import io.supernet.supernet.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The variables of a model as they once were, in memory: the files of a TensorFlow checkpoint.
 *
 * @param files what each holds, by name
 */
record KeptWeights(Map<String, byte[]> files) {

  /** Those of now; {@code prefix} is the name of the checkpoint. */
  static KeptWeights of(Model model, String prefix) {
    Map<String, byte[]> files = new TreeMap<>();
    aside(
        folder -> {
          model.save(folder.resolve(prefix));
          files.putAll(read(folder, prefix).files);
        });
    return new KeptWeights(files);
  }

  /** Those that lie in a folder beside other things. */
  static KeptWeights read(Path folder, String prefix) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        if (file.getFileName().toString().startsWith(prefix + ".")) {
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw StorageFailures.reading(folder, e);
    } catch (UncheckedIOException e) {
      throw StorageFailures.reading(folder, e.getCause());
    }
    return new KeptWeights(files);
  }

  /** Writes them into a folder. */
  void write(Path folder) {
    files.forEach(
        (name, bytes) -> {
          try {
            Files.write(folder.resolve(name), bytes);
          } catch (IOException e) {
            throw StorageFailures.of(folder.resolve(name), e);
          }
        });
  }

  /** Gives them back to the model. */
  void restore(Model model, String prefix) {
    aside(
        folder -> {
          write(folder);
          model.restore(folder.resolve(prefix));
        });
  }

  private static void aside(Consumer<Path> work) {
    Path folder;
    try {
      folder = Files.createTempDirectory("supernet-weights");
    } catch (IOException e) {
      throw StorageFailures.of(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
    try {
      work.accept(folder);
    } finally {
      AtomicFiles.deleteRecursively(folder);
    }
  }
}
