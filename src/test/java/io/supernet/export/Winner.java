package io.supernet.export;

import com.google.gson.JsonParser;
import io.supernet.RandomStreams;
import io.supernet.TinyRun;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import io.supernet.storage.Checkpoints;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import io.supernet.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The winner of the finished run, live, and its checkpoint. */
public record Winner(StandAlone model, Split data, Path checkpoint) implements AutoCloseable {

  /** Exports it again, in all formats. */
  public static void export(Path target) {
    try (Winner winner = open()) {
      Origin origin = new Origin(Map.of(), 7, Map.of(), Optional.empty());
      Exports.write(winner.model, winner.data, origin, List.of(Format.values()), target);
    }
  }

  static Winner open() {
    try {
      Path run = TinyRun.run();
      Definition definition = Definitions.load(Definitions.read(run.resolve("definition.pbtxt")));
      String manifest =
          Files.readString(TinyRun.home().resolve("savedmodels/finished/1/supernet.json"));
      Architecture architecture =
          definition.parse(
              JsonParser.parseString(manifest).getAsJsonObject().get("architecture").getAsString());
      Split data = DataSets.load("idx:" + TinyRun.home().resolve("data"), new RandomStreams(7));
      StandAlone model = StandAlone.build(definition, architecture, data, ModelOptions.seeded(1));
      Path checkpoint = checkpoint(run, architecture);
      model.restore(checkpoint);
      return new Winner(model, data, checkpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the journal, which names the key of each architecture's checkpoints. */
  private static Path checkpoint(Path run, Architecture architecture) throws IOException {
    String choices = architecture.toString().replaceAll("[^0-9,]", "");
    try (Stream<String> lines = Files.lines(run.resolve("retrained.jsonl"))) {
      String key =
          lines
              .filter(line -> line.contains("[" + choices + "]"))
              .map(line -> line.replaceAll(".*\"key\":\"([0-9a-f]+)\".*", "$1"))
              .findFirst()
              .orElseThrow();
      Path checkpoints = run.resolve("checkpoints").resolve("alone-" + key);
      return Trainer.prefix(new Checkpoints(checkpoints).latest().orElseThrow());
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
