package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import io.supernet.OtherJvm;
import io.supernet.TinyRun;
import io.supernet.export.ExportOptions.Format;
import io.supernet.network.WeightFormat;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.TensorFlow;

/**
 * DJL says the same of exports, in a JVM that has its own classes of TensorFlow Java and nothing of
 * ours.
 */
class DjlTest {

  private static final int EXAMPLES = 256;

  /** Where the build puts it: {@code mvn dependency:copy@djl}. */
  private static final Path LIBRARIES = Path.of("target", "djl");

  @TempDir private Path folder;

  @Test
  void saysTheSame(TestReporter reporter) throws Exception {
    byte[] pixels = new byte[64 * EXAMPLES];
    new Random(1).nextBytes(pixels);
    Path images = Files.write(folder.resolve("images"), pixels);
    float[][] rows = rows();
    Path features = Files.write(folder.resolve("features"), bytes(rows));
    Path usual = TinyRun.home().resolve("savedmodels/finished/1");
    Path packed = folder.resolve("packed");
    try (Winner winner = Winner.open()) {
      Origin origin = new Origin(Map.of(), 1, Map.of(), Optional.empty());
      List<Format> formats = List.of(Format.SAVEDMODEL);
      Exports.write(winner.model(), winner.data(), origin, formats, WeightFormat.INT8, packed);
    }
    Path dense = folder.resolve("dense");
    DenseExport.write(folder, dense);
    List<float[]> answers =
        answers(
            List.of(
                usual.toString(),
                "images",
                "8,8,1",
                images.toString(), //
                packed.toString(),
                "images",
                "8,8,1",
                images.toString(), //
                dense.toString(),
                "features",
                "4",
                features.toString()));
    byte[][] each =
        Stream.iterate(0, i -> i + 64)
            .limit(EXAMPLES)
            .map(from -> Arrays.copyOfRange(pixels, from, from + 64))
            .toArray(byte[][]::new);
    try (Predictor ofUsual = Predictor.load(usual);
        Predictor ofPacked = Predictor.load(packed);
        Predictor ofDense = Predictor.load(dense)) {
      assertSame(reporter, "images", answers.get(0), ofUsual.predict(each));
      assertSame(reporter, "images, int8", answers.get(1), ofPacked.predict(each));
      assertSame(reporter, "rows", answers.get(2), ofDense.predict(rows));
    }
  }

  private static void assertSame(
      TestReporter reporter, String what, float[] answer, float[][] expected) {
    double largest = 0;
    int width = expected[0].length;
    assertThat(answer).hasSize(EXAMPLES * width);
    for (int i = 0; i < answer.length; i++) {
      largest = Math.max(largest, Math.abs(answer[i] - expected[i / width][i % width]));
    }
    reporter.publishEntry("DJL, " + what + ": largest difference", Double.toString(largest));
    assertThat(largest).isCloseTo(0, within(1e-5));
  }

  private List<float[]> answers(List<String> models) throws Exception {
    // Beside what is its own, the libraries that it shares with the build.
    String classPath =
        Stream.concat(
                jars(),
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(jar -> jar.matches(".*/(gson|slf4j-api|javacpp)-[^/]*\\.jar")))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> arguments = new ArrayList<>(List.of("-cp", classPath));
    arguments.add("-DTENSORFLOW_LIBRARY_PATH=" + natives());
    arguments.add("-Dai.djl.offline=true");
    arguments.add(Path.of(DjlTest.class.getResource("DjlClient.java").toURI()).toString());
    arguments.addAll(models);
    try (OtherJvm jvm = OtherJvm.start(folder.resolve("answer"), arguments)) {
      assertThat(jvm.exit()).as(jvm.output()).isZero();
      return jvm.output()
          .lines()
          .filter(line -> line.startsWith("probabilities "))
          .map(DjlTest::numbers)
          .toList();
    }
  }

  private static Stream<String> jars() throws Exception {
    assertThat(LIBRARIES).as("run: mvn dependency:copy@djl").isDirectory();
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      return jars.map(Path::toString).toList().stream();
    }
  }

  /** The folder into which TensorFlow Java unpacked its libraries. */
  private static Path natives() {
    assertThat(TensorFlow.version()).isNotEmpty();
    String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
    return Path.of(library).getParent();
  }

  private static float[] numbers(String line) {
    List<String> words = Splitter.on(", ").splitToList(line.replaceAll(".*\\[|]", ""));
    float[] numbers = new float[words.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(words.get(i));
    }
    return numbers;
  }

  private static float[][] rows() {
    Random random = new Random(1);
    float[][] rows = new float[EXAMPLES][4];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (3 + 2 * random.nextGaussian());
      }
    }
    return rows;
  }

  private static byte[] bytes(float[][] rows) {
    ByteBuffer bytes = ByteBuffer.allocate(EXAMPLES * 4 * 4).order(ByteOrder.nativeOrder());
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }
}
