package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.OtherJvm;
import io.supernet.TinyRun;
import io.supernet.data.DataSet;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** An export of the pipeline in a fresh JVM that has TensorFlow Java and nothing of ours. */
class ServedModelTest {

  private static final int COUNT = 30;
  private static final Path EXPORT = TinyRun.home().resolve("savedmodels/finished/1");

  @TempDir static Path folder;
  private static List<String> answer;

  @BeforeAll
  static void ask() throws IOException, InterruptedException, URISyntaxException {
    String classPath =
        Stream.of(
                System.getProperty("java.class.path")
                    .split(Pattern.quote(java.io.File.pathSeparator)))
            .filter(
                jar -> jar.matches(".*/(tensorflow-core|ndarray|javacpp|protobuf-java)[^/]*\\.jar"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    String source = Path.of(ServedModelTest.class.getResource("Client.java").toURI()).toString();
    Path input = folder.resolve("pixels");
    try (Winner winner = Winner.open()) {
      Files.write(input, pixels(winner.data().validation()));
    }
    Path dense = folder.resolve("dense");
    DenseExport.write(folder, dense);
    List<String> arguments =
        List.of(
            "-cp", classPath, source, EXPORT.toString(), Integer.toString(COUNT), dense.toString());
    List<String> fed = List.of("sh", "-c", "exec \"$@\" <'" + input + "'", "sh");
    try (OtherJvm jvm = OtherJvm.start(folder.resolve("answer"), fed, arguments)) {
      assertThat(jvm.exit()).as(jvm.output()).isZero();
      answer = jvm.output().lines().toList();
    }
  }

  @Test
  void hasTheSignatureThatItsManifestSays() throws IOException {
    assertThat(answer)
        .contains(
            "input images DT_UINT8 [-1, 8, 8, 1]",
            "output class DT_INT64 [-1]",
            "output logits DT_FLOAT [-1, 3]",
            "output probabilities DT_FLOAT [-1, 3]");
    assertThat(Files.readString(EXPORT.resolve("supernet.json")))
        .contains("\"signature\": \"serving_default\"", "\"name\": \"images\"", "\"uint8\"");
  }

  @Test
  void clientsReadNoErrors() {
    assertThat(answer)
        .contains("dense [1]")
        .noneMatch(line -> line.matches("E\\d{4} .*|.* E tensorflow.*"));
  }

  @Test
  void givesTheProbabilitiesOfTheLiveModel(TestReporter reporter) {
    List<String> examples = answer.stream().filter(line -> line.startsWith("example ")).toList();
    assertThat(examples).hasSize(COUNT);
    try (Winner winner = Winner.open()) {
      StandAlone live = winner.model();
      float[] logits = live.logits(Part.VALIDATION, COUNT);
      double largest = 0;
      for (int i = 0; i < COUNT; i++) {
        String[] words = examples.get(i).split(" ");
        double[] served = Stream.of(words).skip(2).mapToDouble(Double::parseDouble).toArray();
        assertThat(served[0] + served[1] + served[2]).isCloseTo(1, within(1e-5));
        double[] expected = softmax(logits, 3 * i);
        assertThat(served).containsExactly(expected, within(1e-5));
        for (int c = 0; c < 3; c++) {
          largest = Math.max(largest, Math.abs(served[c] - expected[c]));
        }
        assertThat(expected[Integer.parseInt(words[1])])
            .isCloseTo(Math.max(expected[0], Math.max(expected[1], expected[2])), within(1e-5));
      }
      reporter.publishEntry("TensorFlow Java: largest difference", Double.toString(largest));
    }
  }

  private static double[] softmax(float[] logits, int from) {
    double sum = 0;
    double[] probabilities = new double[3];
    for (int c = 0; c < 3; c++) {
      probabilities[c] = Math.exp(logits[from + c]);
      sum += probabilities[c];
    }
    for (int c = 0; c < 3; c++) {
      probabilities[c] /= sum;
    }
    return probabilities;
  }

  private static byte[] pixels(DataSet images) {
    byte[] pixels = new byte[COUNT * 64];
    images.examples().duplicate().get(pixels);
    return pixels;
  }
}
