package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.supernet.RandomStreams;
import io.supernet.data.DataOptions;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.data.ImageFit;
import io.supernet.data.ImageSize;
import io.supernet.data.Split;
import io.supernet.export.Predictor;
import io.supernet.images.ImageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run on files of images of many kinds, and files that are then sent to what it made. */
class ImageRunTest {

  private static final int EACH = 20;

  @TempDir private static Path home;
  private static Path photos;
  private static JsonObject outcome;

  @BeforeAll
  static void make() {
    photos = home.resolve("my photos");
    for (int i = 0; i < EACH; i++) {
      int own = 4 * i;
      ImageFile.write(
          photos.resolve("night/n" + i + ".png"),
          ImageFile.alpha(19 + i, 40, (x, y) -> (own + x + y) << 24 | (own + x) << 8 | own));
      byte[] day =
          ImageFile.color("jpg", 30, 31 + i, (x, y) -> 0xA0B000 + (own + 3 * x - 2 * y & 0xFF));
      ImageFile.write(
          photos.resolve("day/d" + i + ".jpg"), ImageFile.turned(i % 8 + 1, day, i % 2 == 0));
    }
    outcome =
        Command.run(
                home,
                words(
                    "run --quiet --json --set channels=2 --set cells_per_stage=1 --epochs 1 --threads 1 --budget 2 --no-baseline "
                        + "--strategy random --top 1 --retrain-epochs 2 --batch 8 --format savedmodel,onnx --name photos "
                        + "--image-size 17x23 --channels 4 --image-fit pad",
                    "--data",
                    "images:" + photos))
            .succeeded()
            .json();
  }

  /** Words without spaces, and some that may have them. */
  private static String[] words(String first, String... others) {
    return Stream.concat(Stream.of(first.split(" ")), Stream.of(others)).toArray(String[]::new);
  }

  private static Split read() {
    DataOptions options =
        DataOptions.DEFAULT
            .with()
            .imageSize(new ImageSize(17, 23))
            .channels(4)
            .imageFit(ImageFit.PAD)
            .build();
    return DataSets.load("images:" + photos, new RandomStreams(1), options, Optional.empty());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(photos)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Each image has pixels of its own, and so has each answer. */
  @Test
  void filesGetTheAnswersOfTheExamplesThatTheyBecame() throws IOException {
    List<byte[]> examples = new ArrayList<>();
    Split split = read();
    for (DataSet part : List.of(split.train(), split.validation(), split.test())) {
      assertThat(part.exampleShape()).containsExactly(17L, 23L, 4L);
      for (int i = 0; i < part.size(); i++) {
        ByteBuffer pixels = part.examples(i, i + 1);
        byte[] example = new byte[pixels.remaining()];
        pixels.get(example);
        examples.add(example);
      }
    }
    List<byte[]> files = new ArrayList<>();
    for (Path file : files()) {
      files.add(Files.readAllBytes(file));
    }
    try (Predictor predictor = Predictor.load(Path.of(outcome.get("savedModel").getAsString()))) {
      assertThat(texts(predictor.predictEncoded(files)))
          .hasSizeGreaterThan(EACH)
          .isEqualTo(texts(predictor.predict(examples.toArray(byte[][]::new))));
    }
  }

  private static Set<String> texts(float[][] answers) {
    Set<String> texts = new TreeSet<>();
    Arrays.stream(answers).map(Arrays::toString).forEach(texts::add);
    return texts;
  }

  @Test
  void aRunKeepsHowImagesAreRead() throws IOException {
    assertThat(home.resolve("models/photos/manifest.json"))
        .content()
        .contains("\"channels\": 4", "\"PAD\"", "\"height\": 17");
    assertThat(Command.run(home, "resume photos --quiet").succeeded().out())
        .contains("supernet predict", "model.onnx");
    Path file = files().get(0);
    assertThat(Command.run(home, words("predict photos", file.toString())).succeeded().out())
        .contains("file,class,probability", file.getFileName() + ",");
  }
}
