package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.MemoryLimit;
import io.supernet.text.Source;
import io.supernet.text.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Reads CIFAR-10 in its official binary layout: records of a label byte and 3072 bytes of image,
 * {@code [3, 32, 32]}, which become {@code [32, 32, 3]}.
 */
@API(status = INTERNAL)
public final class CifarReader {

  private static final int SIDE = 32;
  private static final int PIXELS = SIDE * SIDE;
  private static final int CHANNELS = 3;
  private static final int IMAGE = PIXELS * CHANNELS;
  private static final int RECORD = 1 + IMAGE;
  private static final int CLASSES = 10;
  private static final String EXPECTED = "CIFAR-10 in the binary version";
  private static final List<String> CLASS_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private CifarReader() {}

  /** The training images: {@code data_batch_1.bin} to {@code data_batch_5.bin} of a folder. */
  public static DataSet train(Path folder) {
    return train(folder, MemoryLimit.ofThisJvm());
  }

  static DataSet train(Path folder, MemoryLimit limit) {
    List<String> files =
        IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
    return read(folder, files, limit);
  }

  /** The test images: {@code test_batch.bin} of a folder. */
  public static DataSet test(Path folder) {
    return read(folder, List.of("test_batch.bin"), MemoryLimit.ofThisJvm());
  }

  private static DataSet read(Path folder, List<String> files, MemoryLimit limit) {
    List<byte[]> batches =
        files.stream()
            .map(
                file ->
                    SourceFile.read(
                        folder.resolve(file),
                        EXPECTED,
                        limit,
                        source -> records(source, files.size())))
            .toList();
    int size = batches.stream().mapToInt(batch -> batch.length / RECORD).sum();
    byte[] images = new byte[Math.multiplyExact(size, IMAGE)];
    int[] labels = new int[size];
    int example = 0;
    for (byte[] batch : batches) {
      for (int start = 0; start < batch.length; start += RECORD, example++) {
        labels[example] = batch[start];
        interleave(batch, start + 1, images, example * IMAGE);
      }
    }
    return new DataSet(
        "cifar10:" + folder,
        ElementType.UINT8,
        List.of((long) SIDE, (long) SIDE, (long) CHANNELS),
        classNames(folder.resolve("batches.meta.txt")),
        ByteBuffer.wrap(images),
        labels);
  }

  private static byte[] records(Source source, int files) throws IOException {
    byte[] records = source.bytes(files);
    String file = source.name();
    int whole = Math.max(1, (records.length + RECORD - 1) / RECORD);
    if (records.length != whole * RECORD) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s is truncated: expected %d bytes (%d images of %d), got %d; fetch it again.",
              file, whole * RECORD, whole, RECORD, records.length));
    }
    for (int i = 0; i < whole; i++) {
      int label = Byte.toUnsignedInt(records[i * RECORD]);
      ExampleChecks.checkLabel(label, i, CLASSES, "file " + file);
    }
    return records;
  }

  /** Turns channels, height, width into height, width, channels. */
  private static void interleave(byte[] planes, int from, byte[] image, int to) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        image[to + pixel * CHANNELS + channel] = planes[from + channel * PIXELS + pixel];
      }
    }
  }

  private static List<String> classNames(Path meta) {
    if (!Files.exists(meta)) {
      return CLASS_NAMES;
    }
    List<String> names =
        SourceFile.read(
            meta,
            "the ten class names, one a line",
            source ->
                source.text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    if (names.size() != CLASSES) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s has %d class names, but CIFAR-10 has 10; write one a line or remove the file.",
              meta, names.size()));
    }
    return names;
  }
}
