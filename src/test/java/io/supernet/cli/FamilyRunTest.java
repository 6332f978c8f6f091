package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.supernet.TinyData;
import io.supernet.export.Family;
import io.supernet.export.Family.Member;
import io.supernet.export.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of several sizes from one supernet of a nested space. */
class FamilyRunTest {

  private static final String FAMILY = "family nested --budget 3 --calibration 100 --count 3";

  @TempDir private static Path home;
  private static Path exports;
  private static Command made;

  @BeforeAll
  static void train() throws IOException {
    Path space =
        Files.writeString(
            home.resolve("nested.pbtxt"),
            """
            name: 'nested'
            elastic { stem: 4 stem_stride: 1 first: 4 last: 8 head: 8
              expansions: [1, 3] kernels: [1, 3]
              stages { channels: 4 least: 1 most: 2 stride: 1 }
              stages { channels: 6 least: 1 most: 2 stride: 2 } }
            """);
    String data = TinyData.write(home.resolve("data"));
    Command.run(
            home,
            "train --name nested --epochs 3 --batch 32 --threads 1 --sampler sandwich --paths 1 --space "
                + space
                + " --data "
                + data)
        .succeeded();
    made = Command.run(home, FAMILY).succeeded();
    exports = home.resolve("savedmodels").resolve("nested-family");
  }

  @Test
  void everySizeAnswersAsItsFiguresSay() throws IOException {
    Family family = Family.read(exports);
    assertThat(family).isEqualTo(Family.read(home.resolve("models").resolve("nested")));
    // On so few examples a larger network need not be better.
    long leftOut = made.err().lines().filter(line -> line.contains("is left out")).count();
    assertThat(family.members()).hasSize(Math.toIntExact(3 - leftOut));
    byte[] pixels = Files.readAllBytes(home.resolve("data").resolve("t10k-images-idx3-ubyte"));
    byte[] labels = Files.readAllBytes(home.resolve("data").resolve("t10k-labels-idx1-ubyte"));
    byte[][] images = new byte[60][];
    for (int i = 0; i < images.length; i++) {
      images[i] = Arrays.copyOfRange(pixels, 16 + 64 * i, 16 + 64 * (i + 1));
    }
    try (Predictor all = Predictor.load(exports.resolve(Family.ALL))) {
      assertThat(all.sizes()).isEqualTo(family.members().stream().map(Member::name).toList());
      for (Member member : family.members()) {
        assertThat((double) member.macs())
            .isEqualTo(member.cost())
            .isLessThanOrEqualTo(member.target());
        assertThat(member.latencyMillis().keySet()).containsExactly(1, 8);
        try (Predictor single = Predictor.load(exports.resolve(member.name()))) {
          double said = member.metric("test", "accuracy");
          assertThat(accuracy(single, images, labels)).isCloseTo(said, offset(1e-6));
          assertThat(accuracy(all.at(member.name()), images, labels)).isCloseTo(said, offset(1e-6));
        }
      }
    }
  }

  private static double accuracy(Predictor model, byte[][] images, byte[] labels) {
    float[][] answers = model.predict(images);
    int right = 0;
    for (int i = 0; i < images.length; i++) {
      right += model.className(answers[i]).equals(Integer.toString(labels[8 + i])) ? 1 : 0;
    }
    return (double) right / images.length;
  }

  @Test
  void testExamplesAreAskedOnceAndTheReportShowsTheSizes() throws IOException {
    Path journal = home.resolve("models").resolve("nested").resolve("inherited.jsonl");
    String once = Files.readString(journal);
    Command again = Command.run(home, FAMILY + " --model-version 2").succeeded();
    assertThat(Files.readString(journal)).isEqualTo(once);
    assertThat(again.out()).contains("validation accuracy", "size1", "all sizes in one");
    assertThat(exports.resolve(Family.ALL).resolve("2")).isDirectory();
    Command.run(home, "report nested").succeeded();
    assertThat(Files.readString(home.resolve("models/nested/report.html")))
        .contains("Sizes: accuracy against multiply-adds", "latency of one example");
  }

  @Test
  void whatNoNetworkKeepsIsRefusedWithTheNearest() {
    Command.run(home, "family nested --targets macs=10,20k")
        .failed(2, "macs of 10 or less", "the smallest has");
    Command.run(home, "family nested --targets macs=20k,10k").failed(2, "20k, 10k", "smallest to");
    Command.run(home, "family nested --targets width=3").failed(2, "'width=3'", "macs=1M,2M,4M");
    Command.run(home, "family nested --targets macs=many").failed(2, "'many' is not an amount");
    Command.run(home, "family nested --count 1").failed(2, "number of members", "2 or more");
    Command.run(home, "family nested --count 3 --targets macs=1M").failed(2, "--count");
  }

  @Test
  void oneOfThemAlone() {
    Command exported = Command.run(home, "export nested --inherited --json").succeeded();
    assertThat(exported.err()).doesNotContain("caution");
    try (Predictor model = Predictor.load(Path.of(exported.json().get("folder").getAsString()))) {
      assertThat(model.manifest().metrics().keySet()).containsExactly("test", "validation");
      assertThat(model.sizes()).isEqualTo(List.of());
    }
    Command.run(home, "export nested e1k1/e1k1").failed(2, "give --inherited");
  }
}
