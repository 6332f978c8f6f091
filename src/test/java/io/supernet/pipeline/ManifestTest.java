package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final Manifest MANIFEST =
      new Manifest(
          "today",
          Goal.EXPORT,
          "hash",
          Map.of(),
          Map.of(),
          Map.of(),
          RunOptions.DEFAULT,
          Map.of("train", 1.5));

  @Test
  void isReadAsItWasWritten() {
    assertThat(Manifest.parse(MANIFEST.toJson(), Path.of("m"))).isEqualTo(MANIFEST);
  }

  @Test
  void ofARunFromBeforeThereWasAChoiceMeansWhatItDid() {
    JsonObject json = JsonParser.parseString(MANIFEST.toJson()).getAsJsonObject();
    JsonObject options = json.getAsJsonObject("options");
    options.remove("sampling");
    for (String training : new String[] {"supernet", "alone"}) {
      JsonObject old = options.getAsJsonObject(training);
      assertThat(old.remove("schedule")).isNotNull();
      assertThat(old.remove("cutout")).isNotNull();
      assertThat(old.getAsJsonObject("optimisation").remove("method")).isNotNull();
      assertThat(old.getAsJsonObject("optimisation").remove("adam")).isNotNull();
    }
    assertThat(Manifest.parse(json.toString(), Path.of("m")).options())
        .isEqualTo(RunOptions.DEFAULT.with(SamplingOptions.UNIFORM));
  }
}
