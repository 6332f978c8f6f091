package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.data.TestFiles.write;
import static io.supernet.data.TestFiles.writeGzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.text.MemoryLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CifarReaderTest {

  @TempDir Path folder;

  /** One record: red is the column, green 100 + the row, blue 200. */
  static byte[] cifarRecord(int label) {
    byte[] record = new byte[3073];
    record[0] = (byte) label;
    for (int pixel = 0; pixel < 1024; pixel++) {
      record[1 + pixel] = (byte) (pixel % 32);
      record[1 + 1024 + pixel] = (byte) (100 + pixel / 32);
      record[1 + 2048 + pixel] = (byte) 200;
    }
    return record;
  }

  private Path writeTest(byte[] bytes) {
    return write(folder.resolve("test_batch.bin"), bytes);
  }

  @Test
  void planesBecomePixels() {
    writeTest(cifarRecord(9));
    DataSet data = CifarReader.test(folder);

    assertThat(data.exampleShape()).containsExactly(32L, 32L, 3L);
    assertThat(data.labels()).containsExactly(9);
    byte[] pixel = new byte[3];
    data.examples().position((5 * 32 + 7) * 3).get(pixel);
    assertThat(pixel).containsExactly(7, 105, 200);
    data.examples().position(3069).get(pixel);
    assertThat(pixel).containsExactly(31, 131, 200);
  }

  @Test
  void trainingBatchesFollowEachOther() {
    for (int i = 1; i <= 5; i++) {
      write(folder.resolve("data_batch_" + i + ".bin"), cifarRecord(i));
    }
    assertThat(CifarReader.train(folder).labels()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void classNamesComeFromTheFolderOrAreTheOfficialOnes() {
    writeTest(cifarRecord(0));
    assertThat(CifarReader.test(folder).classNames())
        .startsWith("airplane", "automobile")
        .hasSize(10);

    Path meta = folder.resolve("batches.meta.txt");
    write(meta, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n".getBytes(StandardCharsets.UTF_8));
    assertThat(CifarReader.test(folder).classNames()).startsWith("a", "b").hasSize(10);

    write(meta, "a\nb\n".getBytes(StandardCharsets.UTF_8));
    assertRefused(() -> CifarReader.test(folder), meta + " has 2 class names");
  }

  @Test
  void rejectsMissingTruncatedAndMislabeledFiles() {
    assertRefused(
        () -> CifarReader.train(folder),
        folder.resolve("data_batch_1.bin") + " does not exist",
        "CIFAR-10");

    Path file = writeTest(Arrays.copyOf(cifarRecord(1), 4000));
    assertThatThrownBy(() -> CifarReader.test(folder))
        .hasMessageContaining(file + " is truncated: expected 6146 bytes")
        .hasMessageContaining("got 4000");

    writeTest(cifarRecord(200));
    assertThatThrownBy(() -> CifarReader.test(folder))
        .hasMessageContaining("Label 200 of example 0 in file " + file + " is outside 0..9");
  }

  /** Each would fit: all five are held at once. */
  @Test
  void refusesBatchesThatTogetherAreTooLarge() {
    for (int i = 1; i <= 5; i++) {
      write(folder.resolve("data_batch_" + i + ".bin"), cifarRecord(i));
    }
    assertThat(CifarReader.train(folder, new MemoryLimit(5 * 3073)).size()).isEqualTo(5);
    assertRefused(
        () -> CifarReader.train(folder, new MemoryLimit(5 * 3073 - 1)),
        folder.resolve("data_batch_1.bin")
            + " of 3.1 KB takes about 3.1 KB of memory, and so does each of the 5 files",
        "0.0 KB of it were read");
    for (int i = 1; i <= 5; i++) {
      writeGzip(folder.resolve("data_batch_" + i + ".bin"), new byte[3073]);
    }
    assertThat(CifarReader.train(folder, new MemoryLimit(5 * 3073)).size()).isEqualTo(5);
    assertRefused(
        () -> CifarReader.train(folder, new MemoryLimit(5 * 3073 - 1)), "each of the 5 files");
  }
}
