package io.supernet.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.RandomStreams;
import io.supernet.cost.Cost;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.supernet.Supernet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The network that the README shows: it is this one, and it works in all four readings. */
class ReadmeTest {

  private final Definition definition =
      Definition.of("my-network", new MyNetwork(), Task.images(28, 28, 1, 10));
  private final Architecture architecture = definition.parse("gate");

  @Test
  void readmeShowsASamplerOfTenLines() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/supernet/example/Stints.java"));
    String shown = source.substring(source.indexOf("/** Trains each")).strip();
    assertThat(Files.readString(Path.of("README.md"))).contains(shown);
    assertThat(shown.lines().count()).isLessThanOrEqualTo(10);
  }

  @Test
  void readmeShowsTheTestedNetwork() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/supernet/example/MyNetwork.java"));
    String shown = source.substring(source.indexOf("public class MyNetwork"));
    assertThat(Files.readString(Path.of("README.md"))).contains(shown.strip());
    assertThat(shown.strip().lines().count()).isLessThanOrEqualTo(30);
  }

  @Test
  void readmeShowsTheTestedClassifier() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/supernet/example/Classifier.java"));
    String shown = source.substring(source.indexOf("/** Tells")).strip();
    assertThat(Files.readString(Path.of("README.md"))).contains(shown);
  }

  @Test
  void readmeShowsLibraryUseThatCompiles() throws IOException {
    shows("README.md", "LibraryUse.java", "readme");
    shows("src/site/markdown/search.md", "SearchUse.java", "page");
  }

  private static void shows(String page, String example, String mark) throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/supernet/example", example));
    for (String part : source.split("// " + mark + "\n", -1)) {
      if (!part.startsWith("package")) {
        String shown = part.substring(0, part.indexOf("// end")).stripIndent().strip();
        assertThat(Files.readString(Path.of(page))).contains(shown);
      }
    }
  }

  @Test
  void spaceAndCost() {
    assertThat(definition.space().size()).isEqualTo(3);
    long stem = 3 * 3 * 16 * 14 * 14;
    assertThat(definition.cost(architecture))
        .isEqualTo(new Cost(stem + 170, (3 * 3 * 16 + 32) + 3 * 16 + 170));
  }

  @Test
  void supernetAndAlone() {
    Split data = DataSets.load(DataSets.FASHION_MNIST_SMALL, new RandomStreams(1));
    int[] batch = IntStream.range(0, 64).toArray();
    ModelOptions options = ModelOptions.seeded(1);
    try (Supernet supernet = Supernet.build(definition, data, options);
        StandAlone alone = StandAlone.build(definition, architecture, data, options)) {
      float first = supernet.step(architecture, batch, 0.05, 0);
      assertThat(alone.step(architecture, batch, 0.05, 0)).isCloseTo(first, offset(first));
      float last = first;
      for (int i = 1; i < 30; i++) {
        last = supernet.step(architecture, batch, 0.05, i);
      }
      assertThat(last).isLessThan(first);
      Evaluation evaluation = supernet.evaluate(architecture, Part.VALIDATION);
      assertThat(evaluation.accuracy()).isGreaterThan(0.2);
    }
  }

  private static Offset<Float> offset(float of) {
    return Offset.offset(1e-5f * of);
  }
}
