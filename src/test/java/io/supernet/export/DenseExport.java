package io.supernet.export;

import io.supernet.RandomStreams;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A network for four features and two classes, exported with the weights that it begins with. */
public final class DenseExport {

  private DenseExport() {}

  /** Writes the exports; each is the same model. */
  static void write(Path folder, Path... targets) {
    write(folder, 1, targets);
  }

  /** Writes the exports, in all formats; another seed makes another model. */
  public static void write(Path folder, long seed, Path... targets) {
    Split data = DataSets.load("csv:" + table(folder), new RandomStreams(1));
    NetworkDefinition small =
        Definitions.set(Definitions.set(Definitions.find("dense-blocks"), "blocks=1"), "hidden=8");
    Definition definition =
        Definitions.load(
            Definitions.withTask(
                small, new Task(data.train().exampleShape(), data.train().classes())));
    try (StandAlone model =
        StandAlone.build(
            definition, definition.parse("hidden8/relu"), data, ModelOptions.seeded(seed))) {
      Map<String, Map<String, Double>> metrics =
          Map.of("validation", Map.of("accuracy", 0.5), "test", Map.of("accuracy", 0.25));
      Origin origin = new Origin(metrics, 1, Map.of("supernet", "0.2"), Optional.empty());
      for (Path target : targets) {
        Exports.write(model, data, origin, List.of(Format.values()), target);
      }
    }
  }

  private static Path table(Path folder) {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(
                i -> "%d,%d,%d,%d,%s\n".formatted(i % 7, i % 5, i % 3, 2 * i, "ab".charAt(i % 2)))
            .collect(Collectors.joining());
    try {
      return Files.writeString(folder.resolve("table.csv"), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
