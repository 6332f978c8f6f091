package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.data.TestFiles.bytes;
import static io.supernet.data.TestFiles.idx;
import static io.supernet.data.TestFiles.write;
import static io.supernet.data.TestFiles.writeGzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.text.MemoryLimit;
import io.supernet.text.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxReaderTest {

  private static final byte[] TWO_IMAGES = bytes(1, 2, 3, 250, 5, 6, 7, 8);

  @TempDir Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void files() {
    images = write(folder.resolve("images"), idx(8, TWO_IMAGES, 2, 2, 2));
    labels = write(folder.resolve("labels"), idx(8, bytes(2, 0), 2));
  }

  private DataSet read() {
    return IdxReader.read("toy", images, labels);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails() {
    return assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            SupernetException.class,
            e -> assertThat(e.kind()).isEqualTo(SupernetException.Kind.DATA));
  }

  @Test
  void imagesOfRankThreeHaveOneChannel() {
    DataSet data = read();

    assertThat(data.exampleShape()).containsExactly(2L, 2L, 1L);
    assertThat(data.elementType()).isEqualTo(ElementType.UINT8);
    assertThat(data.labels()).containsExactly(2, 0);
    assertThat(data.classNames()).containsExactly("0", "1", "2");
    assertThat(data.examples()).isEqualTo(ByteBuffer.wrap(TWO_IMAGES));
  }

  @Test
  void gzipIsRecognizedByItsContent() {
    String plain = read().sha256();
    writeGzip(images, idx(8, TWO_IMAGES, 2, 2, 2));
    writeGzip(labels, idx(8, bytes(2, 0), 2));

    assertThat(read().sha256()).isEqualTo(plain);
  }

  @Test
  void rankFourHasChannelsAndRankTwoFeatures() {
    write(images, idx(8, TWO_IMAGES, 2, 1, 2, 2));
    assertThat(read().exampleShape()).containsExactly(1L, 2L, 2L);

    write(images, idx(8, TWO_IMAGES, 2, 4));
    assertThat(read().exampleShape()).containsExactly(4L);
  }

  @Test
  void floatsAreBigEndianInTheFile() {
    byte[] values = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-0.25f).array();
    write(images, idx(0x0D, values, 2, 1));

    DataSet data = read();
    assertThat(data.elementType()).isEqualTo(ElementType.FLOAT32);
    assertThat(data.examples().getFloat(0)).isEqualTo(1.5f);
    assertThat(data.examples().getFloat(4)).isEqualTo(-0.25f);
  }

  @Test
  void rejectsMissingAndEmptyFiles() throws IOException {
    write(labels, new byte[0]);
    assertFails().hasMessageContaining(labels + " is empty; expected an IDX file of labels");

    Files.delete(labels);
    assertFails().hasMessageContaining(labels + " does not exist; expected an IDX file of labels");
  }

  @Test
  void rejectsTruncatedFiles() throws IOException {
    byte[] whole = Files.readAllBytes(images);
    write(images, Arrays.copyOf(whole, 20));
    assertFails().hasMessageContaining(images + " is truncated: expected 24 bytes, got 20");

    write(images, Arrays.copyOf(whole, 10));
    assertFails().hasMessageContaining(images + " is truncated: expected 16 bytes, got 10");

    writeGzip(images, whole);
    write(images, Arrays.copyOf(Files.readAllBytes(images), 20));
    assertFails().hasMessageContaining(images + " cannot be read");
  }

  @Test
  void rejectsFilesThatAreTooLong() throws IOException {
    write(images, Arrays.copyOf(Files.readAllBytes(images), 25));
    assertFails().hasMessageContaining(images + " goes on after the 24 bytes");
  }

  @Test
  void rejectsOtherMagicTypesAndSizes() {
    write(images, bytes(0x89, 'P', 'N', 'G', 0, 0));
    assertFails().hasMessageContaining(images + " begins with 89 50 4e 47");

    write(images, idx(0x0C, TWO_IMAGES, 2, 4));
    assertFails().hasMessageContaining("begins with 00 00 0c 02");

    write(images, idx(8, TWO_IMAGES, 2, -1, 4));
    assertFails().hasMessageContaining(images + " has the shape [2, 4294967295, 4]");

    write(images, idx(8, new byte[0], 0, 2, 2));
    assertFails().hasMessageContaining("at least one example");
  }

  @Test
  void rejectsFilesInEachOthersPlace() {
    write(labels, idx(8, TWO_IMAGES, 2, 4));
    assertFails().hasMessageContaining(labels + " has UINT8 values of shape [2, 4]");

    write(labels, idx(8, bytes(2, 0), 2));
    write(images, idx(8, bytes(2, 0), 2));
    assertFails().hasMessageContaining(images + " has the shape [2]");
  }

  @Test
  void rejectsDifferentCounts() {
    write(labels, idx(8, bytes(1, 0, 1), 3));
    assertFails()
        .hasMessageContaining(images + " has 2 images")
        .hasMessageContaining(labels + " has 3 labels");
  }

  @Test
  void rejectsLabelsThatHaveNoName() {
    assertRefused(
        () -> IdxReader.read("toy", images, labels, List.of("a", "b")),
        "Label 2 of example 0 in file " + labels + " is outside 0..1");
  }

  @Test
  void rejectsAValueThatMakesTheOthersOne() {
    ByteBuffer values = ByteBuffer.allocate(160);
    for (int i = 0; i < 20; i++) {
      values.putFloat(i).putFloat(i == 7 ? 3e38f : i);
    }
    write(images, idx(0x0D, values.array(), 20, 2));
    write(labels, idx(8, new byte[20], 20));
    assertFails()
        .hasMessageContaining("The value 3.0E38 in example 7, channel 1 of file " + images);
  }

  @Test
  void refusesBeforeItReadsWhatTheMemoryDoesNotHold() {
    writeGzip(images, idx(8, new byte[1000], 2000, 1000, 1000));
    assertRefused(
        () -> SourceFile.read(images, "images", new MemoryLimit(1_000_000_000), Idx::parse),
        "takes about 2.0 GB of memory",
        "-Xmx6g");
  }

  /** A byte becomes an int. */
  @Test
  void labelsAreCountedAsWhatTheyBecome() {
    write(labels, idx(8, new byte[1000], 1000));
    assertThat(SourceFile.read(labels, "labels", new MemoryLimit(5000), Idx::parse).size())
        .isEqualTo(1000);
    assertRefused(
        () -> SourceFile.read(labels, "labels", new MemoryLimit(4999), Idx::parse),
        "takes about 5.0 KB of memory");
  }
}
