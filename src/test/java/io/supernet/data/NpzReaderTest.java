package io.supernet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.data.DataOptions.TaskKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of NumPy itself, and some of bytes that it would not write. */
class NpzReaderTest {

  @TempDir private Path folder;

  private Split load(Path file, @Nullable TaskKind task) {
    return DataSets.load(
        "npz:" + file,
        new RandomStreams(1),
        DataOptions.DEFAULT.withTask(task),
        Preparation.NONE,
        Progress.SILENT);
  }

  private Split ofNumpy(String name, @Nullable TaskKind task) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Objects.requireNonNull(NpzReaderTest.class.getResourceAsStream(name))) {
      Files.copy(in, file);
    }
    return load(file, task);
  }

  private static float[] row(DataSet data, int example) {
    FloatBuffer values = data.examples(example, example + 1).asFloatBuffer();
    float[] row = new float[values.remaining()];
    values.get(row);
    return row;
  }

  /** x_train counts up, six bytes an example; labels are 0 and 1 in turn. */
  @Test
  void partsAreFoundByTheNamesOfKeras() throws IOException {
    Split split = ofNumpy("keras.npz", null);
    assertThat(split.train().exampleShape()).containsExactly(2L, 3L, 1L);
    assertThat(split.train().elementType()).isEqualTo(ElementType.UINT8);
    assertThat(List.of(split.train().size(), split.validation().size(), split.test().size()))
        .containsExactly(18, 2, 4);
    assertThat(split.train().classNames()).containsExactly("0", "1");
    for (int i = 0; i < split.train().size(); i++) {
      ByteBuffer pixels = split.train().examples(i, i + 1);
      assertThat(split.train().label(i)).isEqualTo(pixels.get(0) / 6 % 2);
      assertThat(pixels.get(5)).isEqualTo((byte) (pixels.get(0) + 5));
    }
    assertThat(split.test().examples(1, 2).get(0)).isEqualTo((byte) 7);
  }

  /** X counts up in quarters. */
  @Test
  void floatsOfManyBytesInAnyOrderAndNamesOfClasses() throws IOException {
    DataSet train = ofNumpy("odd.npz", null).train();
    assertThat(train.classNames()).containsExactly("ab", "größe");
    for (int i = 0; i < train.size(); i++) {
      float[] row = row(train, i);
      int example = Math.round(row[0] * 4 / 3);
      assertThat(row).containsExactly(row[0], row[0] + 0.25f, row[0] + 0.5f);
      assertThat(train.label(i)).isEqualTo(example % 2);
    }
  }

  @Test
  void wholeNumbersCanBeImagesAndAMatrixOfLabelsSets() throws IOException {
    DataSet train = ofNumpy("sets.npz", null).train();
    assertThat(train.elementType()).isEqualTo(ElementType.UINT8);
    assertThat(train.exampleShape()).containsExactly(2L, 2L, 3L);
    assertThat(train.hasSets()).isTrue();
    assertThat(train.classNames()).containsExactly("red", "round", "big");
    for (int i = 0; i < train.size(); i++) {
      ByteBuffer image = train.examples(i, i + 1);
      int example = (image.get(0) & 0xFF) / 12;
      assertThat((image.get(0) & 0xFF) % 12).isZero();
      assertThat(image.get(11)).isEqualTo((byte) (image.get(0) + 11));
      assertThat(train.sets().get(3 * i)).isEqualTo((byte) (example % 2));
      assertThat(train.sets().get(3 * i + 1)).isEqualTo((byte) (example / 2 % 2));
    }
  }

  @Test
  void numbersArePredictedIfTheUserSaysSo() throws IOException {
    DataSet train = ofNumpy("half.npz", TaskKind.REGRESSION).train();
    for (int i = 0; i < train.size(); i++) {
      assertThat(train.values()[i]).isEqualTo((row(train, i)[0] + 5.5f) / 2 * 1.5f);
    }
    assertThatThrownBy(() -> load(folder.resolve("half.npz"), null))
        .hasMessageContaining("'y'", "decimals such as 1.5 in row 1", "--task regression");
  }

  /** An array of n bytes that count up, described as given. */
  private static byte[] array(String descr, String shape, int bytes) {
    String header =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    ByteBuffer array = ByteBuffer.allocate(10 + header.length() + bytes);
    array.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    array.put((byte) header.length()).put((byte) 0);
    array.put(header.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < bytes; i++) {
      array.put((byte) (i % 4));
    }
    return array.array();
  }

  private Path file(Map<String, byte[]> arrays) throws IOException {
    Path file = folder.resolve("own.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return file;
  }

  private void refused(Map<String, byte[]> arrays, String... parts) throws IOException {
    Path file = file(arrays);
    assertThatThrownBy(() -> load(file, null))
        .isInstanceOf(SupernetException.class)
        .message()
        .contains(parts)
        .endsWith(".");
  }

  private void refused(byte[] x, byte[] y, String... parts) throws IOException {
    Map<String, byte[]> both = new LinkedHashMap<>();
    both.put("x", x);
    both.put("y", y);
    refused(both, parts);
  }

  @Test
  void whatIsNoNumberOrHasNoPlaceIsRefusedByName() throws IOException {
    byte[] x = array("|u1", "40, 1, 1", 40);
    byte[] y = array("|u1", "40,", 40);
    refused(x, array("|O", "40,", 40), "Array 'y'", "Python objects");
    refused(x, array("<c8", "5,", 40), "Array 'y'", "items of type c8");
    refused(x, array("<M8[s]", "5,", 40), "Array 'y'", "items of type M8");
    refused(x, array("|u1", "39,", 39), "40 examples", "39 labels");
    refused(array("|u1", "40,", 40), y, "Array 'x'", "shape [40]");
    refused(array("|u1", "40, 3, 8, 8", 40 * 192), y, "channels last");
    refused(array("|u1", "40, 2, 2", 100), y, "Array 'x'", "ends too early");
    refused(array("|u1", "40, 1, 1", 60), y, "Array 'x'", "is damaged");
    refused(x, array("|u1", "40, 2", 80), "0 or 1 in row 1, column 0");
    refused(Map.of("x", x), "has the arrays [x]");
    refused(Map.of("a", x, "b", y), "has the arrays", "name the training examples x");
    refused(Map.of("x", x, "X_train", x, "y", y), "could both be meant for train");
    refused(Map.of("x", x, "y", y, "x_test", x), "only one array, 'x_test', for test");
    Path text = Files.writeString(folder.resolve("text.npz"), "no zip");
    assertThatThrownBy(() -> load(text, null)).hasMessageContaining("is no file of arrays");
    assertThatThrownBy(() -> load(folder.resolve("none.npz"), null))
        .hasMessageContaining("is no file; name one");
  }

  @Test
  void aByteThatChangedIsFound() throws IOException {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("x", array("|u1", "40, 5, 5", 1000));
    arrays.put("y", array("|u1", "40,", 40));
    Path file = file(arrays);
    assertThat(load(file, null).train().size()).isEqualTo(24);
    Path stored = folder.resolve("stored.npz");
    try (OutputStream out = Files.newOutputStream(stored);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(array.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(array.getValue());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(array.getValue());
      }
    }
    byte[] bytes = Files.readAllBytes(stored);
    bytes[500]++;
    Files.write(stored, bytes);
    assertThatThrownBy(() -> load(stored, null)).hasMessageContaining("Array 'x'", "is damaged");
  }
}
