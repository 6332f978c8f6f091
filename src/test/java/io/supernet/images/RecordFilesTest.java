package io.supernet.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.data.Preparation;
import io.supernet.data.Split;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;

class RecordFilesTest {

  @TempDir private Path folder;

  private Split load(String place, DataOptions options) {
    return DataSets.load(
        "tfrecord:" + place, new RandomStreams(1), options, Preparation.NONE, Progress.SILENT);
  }

  private Path write(String name, int from, int to, IntFunction<Example> example)
      throws IOException {
    Path file = folder.resolve(name);
    RecordFile.write(file, IntStream.range(from, to).mapToObj(example).toList());
    return file;
  }

  private static Feature bytes(byte[] value) {
    Feature.Builder feature = Feature.newBuilder();
    feature.getBytesListBuilder().addValue(ByteString.copyFrom(value));
    return feature.build();
  }

  private static Feature text(String value) {
    Feature.Builder feature = Feature.newBuilder();
    feature.getBytesListBuilder().addValue(ByteString.copyFromUtf8(value));
    return feature.build();
  }

  private static Feature number(long value) {
    Feature.Builder feature = Feature.newBuilder();
    feature.getInt64ListBuilder().addValue(value);
    return feature.build();
  }

  private static Feature floats(float... values) {
    Feature.Builder feature = Feature.newBuilder();
    for (float value : values) {
      feature.getFloatListBuilder().addValue(value);
    }
    return feature.build();
  }

  /** As those of TensorFlow's models: labels from 1, with names. */
  private static Example encoded(int i) {
    Example.Builder example = Example.newBuilder();
    example
        .getFeaturesBuilder()
        .putFeature("image/encoded", bytes(ImageFile.gray("png", 3, 4, (x, y) -> i)))
        .putFeature("image/class/label", number(i % 2 + 1))
        .putFeature("image/class/text", text(i % 2 == 0 ? "even" : "odd"));
    return example.build();
  }

  private static Example raw(int i) {
    byte[] pixels = new byte[18];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (byte) (10 * i + at);
    }
    return raw(i, pixels);
  }

  private static Example raw(int i, byte[] pixels) {
    Example.Builder example = Example.newBuilder();
    example
        .getFeaturesBuilder()
        .putFeature("image_raw", bytes(pixels))
        .putFeature("height", number(2))
        .putFeature("width", number(3))
        .putFeature("depth", number(pixels.length / 6))
        .putFeature("label", number(i % 2));
    return example.build();
  }

  private static Example row(int i) {
    Example.Builder example = Example.newBuilder();
    example
        .getFeaturesBuilder()
        .putFeature("size", floats(i, i + 0.5f))
        .putFeature("age", number(3L * i))
        .putFeature("label", i == 99 ? text("x") : number(i % 2 + 5));
    return example.build();
  }

  @Test
  void partsAreFoundByTheNamesOfFiles() throws IOException {
    write("train-00000-of-00002", 0, 10, RecordFilesTest::encoded);
    write("train-00001-of-00002", 10, 20, RecordFilesTest::encoded);
    write("validation-00000-of-00001", 20, 24, RecordFilesTest::encoded);
    write("set-test.tfrecord", 30, 36, RecordFilesTest::encoded);
    Files.writeString(folder.resolve("dataset_info.json"), "{}");
    Split split = load(folder.toString(), DataOptions.DEFAULT);
    assertThat(List.of(split.train().size(), split.validation().size(), split.test().size()))
        .containsExactly(20, 4, 6);
    assertThat(split.train().classNames()).containsExactly("even", "odd");
    assertThat(split.train().exampleShape()).containsExactly(3L, 4L, 1L);
    for (int i = 0; i < 6; i++) {
      assertThat(split.test().examples(i, i + 1).get(0)).isEqualTo((byte) (30 + i));
      assertThat(split.test().label(i)).isEqualTo(i % 2);
    }
    Split some = load(folder.resolve("train-*").toString(), DataOptions.DEFAULT);
    assertThat(some.train().size() + some.validation().size()).isEqualTo(20 - some.test().size());
    write("other.tfrecord", 0, 2, RecordFilesTest::encoded);
    assertThatThrownBy(() -> load(folder.toString(), DataOptions.DEFAULT))
        .hasMessageContainingAll("other.tfrecord' is of no part", "train");
  }

  @Test
  void pixelsMayBeRaw() throws IOException {
    Path file = write("own.tfrecords", 0, 20, RecordFilesTest::raw);
    DataSet train = load(file.toString(), DataOptions.DEFAULT).train();
    assertThat(train.exampleShape()).containsExactly(2L, 3L, 3L);
    assertThat(train.classNames()).containsExactly("0", "1");
    for (int i = 0; i < train.size(); i++) {
      byte first = train.examples(i, i + 1).get(0);
      for (int at = 0; at < 18; at++) {
        assertThat(train.examples(i, i + 1).get(at)).isEqualTo((byte) (first + at));
      }
      assertThat(train.label(i)).isEqualTo((first & 0xFF) / 10 % 2);
    }
    Path gray =
        write("gray.tfrecords", 0, 20, i -> raw(i, new byte[] {0, 50, 100, -106, -56, (byte) i}));
    DataSet of = load(gray.toString(), DataOptions.DEFAULT).train();
    assertThat(of.exampleShape()).containsExactly(2L, 3L, 1L);
    assertThat(of.examples(0, 1).get(3)).isEqualTo((byte) 150);
  }

  @Test
  void numbersAreRowsOfATable() throws IOException {
    Path file = write("rows.tfrecord", 0, 40, RecordFilesTest::row);
    DataSet train = load(file.toString(), DataOptions.DEFAULT).train();
    assertThat(train.classNames()).containsExactly("5", "6");
    assertThat(train.encoding().orElseThrow().columns().stream().map(c -> c.name()))
        .containsExactly("age", "size_0", "size_1");
    for (int i = 0; i < train.size(); i++) {
      FloatBuffer row = train.examples(i, i + 1).asFloatBuffer();
      float number = row.get(1);
      assertThat(row.get(0)).isEqualTo(3 * number);
      assertThat(row.get(2)).isEqualTo(number + 0.5f);
      assertThat(train.label(i)).isEqualTo((int) number % 2);
    }
    DataOptions regression = DataOptions.DEFAULT.withTask(TaskKind.REGRESSION);
    assertThat(load(file.toString(), regression).train().values()).contains(5, 6);
    Path mixed = write("mixed.tfrecord", 90, 100, RecordFilesTest::row);
    assertThatThrownBy(() -> load(mixed.toString(), regression))
        .hasMessageContaining("The label 'x'");
  }

  private void refused(Path file, String... parts) {
    assertThatThrownBy(() -> load(file.toString(), DataOptions.DEFAULT))
        .isInstanceOfSatisfying(
            SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DATA))
        .message()
        .contains(parts)
        .endsWith(".");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Path file = write("x.tfrecord", 0, 20, RecordFilesTest::encoded);
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length - 30));
    refused(file, "x.tfrecord is truncated: its record 19 begins at byte");
    byte[] changed = good.clone();
    changed[40]++;
    Files.write(file, changed);
    refused(file, "The record at byte 0 of file", "is damaged");
    changed = good.clone();
    changed[0]++;
    Files.write(file, changed);
    refused(file, "is no TFRecord file, or damaged at byte 0");
    Files.write(file, new byte[0]);
    refused(file, "have no records");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    refused(file, "is gzipped");
    refused(folder.resolve("none"), "is no file or folder");
    refused(folder.resolve("no*"), "No file matches");
    Path bare =
        write(
            "bare.tfrecord",
            0,
            9,
            i -> {
              Example.Builder example = Example.newBuilder();
              example.getFeaturesBuilder().putFeature("label", number(i % 2));
              return example.build();
            });
    refused(bare, "The record at byte 0 of file", "has neither an image nor a number");
    Path unlabeled =
        write(
            "y.tfrecord",
            0,
            9,
            i -> {
              Example.Builder example = Example.newBuilder();
              example.getFeaturesBuilder().putFeature("image", bytes(raw(1).toByteArray()));
              return example.build();
            });
    refused(unlabeled, "has no single label in one of", "its features are [image]");
    refused(write("z.tfrecord", 0, 20, i -> raw(i, new byte[12])), "None of the 20 images of data");
  }
}
