package io.supernet.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a run that is done: each has a copy of it, named {@code copy}, in a home of its own. */
abstract class CopiedRun {

  @TempDir Path home;
  Path run;

  @BeforeEach
  void copy() {
    run = home.resolve("models").resolve("copy");
    TinyRun.copy(TinyRun.run(), run);
  }

  /** The journals, and the result without seconds and without the place of the export. */
  List<String> state() throws IOException {
    JsonObject result =
        JsonParser.parseString(Files.readString(run.resolve("result.json"))).getAsJsonObject();
    result.remove("seconds");
    result.remove("sha256");
    result.remove("savedModel");
    return List.of(
        result.toString(),
        Files.readString(run.resolve("evaluations.jsonl")),
        Files.readString(run.resolve("searches.jsonl")),
        Files.readString(run.resolve("retrained.jsonl")),
        Files.readString(run.resolve("tested.jsonl")));
  }
}
