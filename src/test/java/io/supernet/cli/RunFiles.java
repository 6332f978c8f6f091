package io.supernet.cli;

import com.google.common.collect.Maps;
import com.google.common.hash.Hashing;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run and its export consist of, to be compared with another's. */
final class RunFiles {

  private RunFiles() {}

  /** {@code equal}, or what differs between two folders: names and contents. */
  static String differences(Path folder, Path other) throws IOException {
    return Maps.difference(under(folder), under(other)).toString();
  }

  /**
   * All files and folders below a folder, by name: hashes of their bytes, but the text without
   * times, places and the run's identity where it has such. Of event files, whose names have the
   * time, only the folder.
   */
  private static Map<String, String> under(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> !path.getFileName().toString().startsWith("events.out.tfevents."))
          .collect(
              Collectors.toMap(
                  path -> folder.relativize(path).toString(),
                  RunFiles::content,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static String content(Path path) {
    if (Files.isDirectory(path)) {
      return "a folder";
    }
    try {
      return switch (path.getFileName().toString()) {
        case "manifest.json" -> without(Files.readString(path), "sha256", "created", "seconds");
        case "result.json" -> without(Files.readString(path), "sha256", "savedModel", "seconds");
        case "run.json" -> without(Files.readString(path), "run", "folder");
        case "training.jsonl" ->
            Files.readAllLines(path).stream()
                .map(line -> without(line.substring(line.indexOf(' ')), "imagesPerSecond"))
                .collect(Collectors.joining("\n"));
        default -> Hashing.sha256().hashBytes(Files.readAllBytes(path)).toString();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String without(String text, String... names) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    for (String name : names) {
      if (json.remove(name) == null) {
        throw new IllegalStateException("There is no '" + name + "' in " + text);
      }
    }
    return json.toString();
  }
}
