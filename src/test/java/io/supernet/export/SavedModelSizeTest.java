package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.supernet.TinyRun;
import io.supernet.network.Definition;
import io.supernet.pipeline.RunRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SavedModelSizeTest {

  @Test
  void anExportIsAboutAsLargeAsSaid() throws IOException {
    Path export = TinyRun.home().resolve("savedmodels/finished/1");
    Path manifest = export.resolve("supernet.json");
    String architecture =
        JsonParser.parseString(Files.readString(manifest))
            .getAsJsonObject()
            .get("architecture")
            .getAsString();
    List<Path> files;
    try (Stream<Path> all = Files.walk(export)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().matches("saved_model.*|variables.*"))
              .toList();
    }
    double bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    Definition definition = RunRecords.read(TinyRun.run()).definition();
    assertThat(SavedModelSize.bytes(definition, definition.parse(architecture)))
        .isCloseTo(bytes, Percentage.withPercentage(10));
  }
}
