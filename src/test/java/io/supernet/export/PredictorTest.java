package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {

  private static final float[][] ROWS = {{1, 2, 0, 8}, {6, 0, 2, 100}};

  @TempDir private static Path folder;

  @BeforeAll
  static void export() {
    DenseExport.write(folder, folder.resolve("model/2"), folder.resolve("model/10"));
  }

  @Test
  void answersRowsByTheHighestVersion() throws Exception {
    Files.writeString(folder.resolve("model/2/supernet.json"), "{}");
    try (Predictor predictor = Predictor.load(folder.resolve("model"));
        Predictor same = Predictor.load(folder.resolve("model/10"))) {
      float[][] probabilities = predictor.predict(ROWS);
      assertThat(probabilities).isDeepEqualTo(same.predict(ROWS));
      assertThat(probabilities).hasDimensions(2, 2);
      assertThat(probabilities[1][0] + probabilities[1][1]).isCloseTo(1, within(1e-6f));
      assertThat(predictor.classNames()).containsExactly("a", "b");
      assertThat(predictor.className(new float[] {0.2f, 0.8f})).isEqualTo("b");
      assertThat(predictor.predict(new float[0][])).isEmpty();
    }
  }

  @Test
  void oneServesManyThreads() throws Exception {
    try (Predictor predictor = Predictor.load(folder.resolve("model/10"))) {
      float[][] alone = predictor.predict(ROWS);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<float[][]>> answers =
            IntStream.range(0, 40)
                .mapToObj(i -> threads.submit(() -> predictor.predict(ROWS)))
                .toList();
        for (Future<float[][]> answer : answers) {
          assertThat(answer.get()).isDeepEqualTo(alone);
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  void answersColumnsAsTheyStand() {
    try (Predictor predictor = Predictor.load(folder.resolve("model/10"))) {
      List<String> names =
          predictor.manifest().columns().stream().map(ExportManifest.TensorInfo::name).toList();
      assertThat(names).hasSize(4);
      Map<String, List<String>> columns =
          Map.of(
              names.get(0), List.of("1", "6"),
              names.get(1), List.of(" 2", "0"),
              names.get(2), List.of("0", "2"),
              names.get(3), List.of("8", "1e2"));
      assertThat(predictor.predict(columns)).isDeepEqualTo(predictor.predict(ROWS));
      assertRefused(
          () -> predictor.predict(Map.of(names.get(0), List.of("1"))),
          "is missing; give the cells");
      assertRefused(
          () -> predictor.predict(Map.of(names.get(0), List.of("x"))), "Row 0 has 'x' in column");
      for (String cell : List.of("", "NA", "Infinity", "1e39", "1f", "0x1p3")) {
        assertRefused(
            () -> predictor.predict(Map.of(names.get(0), List.of(cell))),
            "Row 0 has '" + cell + "' in column");
      }
    }
  }

  @Test
  void refusesWhatTheModelDoesNotTake() throws IOException {
    try (Predictor predictor = Predictor.load(folder.resolve("model/10"))) {
      assertRefused(
          () -> predictor.predict(new float[][] {{1, 2, 3, 4}, {1}}),
          "Example 1 has 1 values; the model takes 4");
      assertRefused(
          () -> predictor.predict(new float[][] {{1, 2, Float.NaN, 4}}), "Row 0 has the value NaN");
      assertRefused(
          () -> predictor.predict(new byte[][] {{1}}), "takes float32 [-1, 4], not images");
    }
    assertThatThrownBy(() -> Predictor.load(folder.resolve("none")))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("holds no exported model");
    Files.createDirectories(folder.resolve("onnx/1"));
    Files.copy(folder.resolve("model/10/supernet.json"), folder.resolve("onnx/1/supernet.json"));
    assertThatThrownBy(() -> Predictor.load(folder.resolve("onnx")))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("holds no SavedModel; export it with --format savedmodel");
    assertThatThrownBy(
            () -> {
              Files.createDirectories(folder.resolve("old"));
              Files.writeString(folder.resolve("old/supernet.json"), "{}");
              Predictor.load(folder.resolve("old"));
            })
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("does not say what the model is; export it again.");
  }

  @Test
  void answersImages() {
    try (Predictor predictor = Predictor.load(TinyRun.home().resolve("savedmodels/finished"))) {
      assertThat(predictor.predict(new byte[][] {new byte[64], new byte[64]})).hasDimensions(2, 3);
      assertRefused(() -> predictor.predict(Map.of()), "The model takes 'images' and no columns");
    }
  }

  @Test
  void answersFilesOfImages() {
    byte[] pixels = new byte[64];
    new Random(1).nextBytes(pixels);
    byte[] file = PngFile.gray(8, 8, pixels);
    byte[] large = PngFile.colored("jpg", 50, 20, (x, y) -> 0x808080);
    byte[] even = new byte[64];
    Arrays.fill(even, (byte) 128);
    byte[] broken = Arrays.copyOf(file, 20);
    try (Predictor predictor = Predictor.load(TinyRun.home().resolve("savedmodels/finished"))) {
      float[][] expected = predictor.predict(new byte[][] {pixels, even});
      assertThat(predictor.predictEncoded(List.of(file, large))).isDeepEqualTo(expected);
      assertThat(predictor.predictEncoded(List.of())).isEmpty();
      assertRefused(
          () -> predictor.predictEncoded(List.of(file, broken, large)),
          "File 1 is not a readable image: ");
      assertRefused(
          () -> predictor.predictEncoded(List.of(broken)), "The file is not a readable image: ");
    }
    try (Predictor predictor = Predictor.load(folder.resolve("model/10"))) {
      assertRefused(
          () -> predictor.predictEncoded(List.of(file)),
          "The model takes float32 [-1, 4], not files of images.");
    }
  }

  private static void assertRefused(Runnable call, String sentence) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DATA))
        .hasMessageContaining(sentence);
  }
}
