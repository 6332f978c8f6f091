package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.data.TestFiles.bytes;
import static io.supernet.data.TestFiles.idx;
import static io.supernet.data.TestFiles.write;
import static io.supernet.data.TestFiles.writeGzip;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataSetsTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);

  @TempDir Path folder;

  private static void assertPerClass(DataSet data, int expected) {
    int[] counts = new int[data.classes()];
    for (int label : data.labels()) {
      counts[label]++;
    }
    assertThat(counts).containsOnly(expected).hasSize(data.classes());
  }

  private void writeIdx() {
    int[] labels = IntStream.range(0, 40).map(i -> i % 2).toArray();
    writeGzip(folder.resolve("train-images-idx2-ubyte.gz"), idx(8, new byte[80], 40, 2));
    write(folder.resolve("train-labels-idx1-ubyte"), idx(8, bytes(labels), 40));
    write(folder.resolve("t10k-images-idx2-ubyte"), idx(8, bytes(1, 2, 3, 4), 2, 2));
    writeGzip(folder.resolve("t10k-labels-idx1-ubyte.gz"), idx(8, bytes(1, 0), 2));
  }

  /** Files bring their own test part: what is missing there would be measured nowhere. */
  @Test
  void aClassThatIsMissingInOnePartIsRefused() {
    writeIdx();
    writeGzip(folder.resolve("t10k-labels-idx1-ubyte.gz"), idx(8, bytes(1, 1), 2));
    assertRefused(
        () -> DataSets.load("idx:" + folder, STREAMS),
        "Class '0' of data set 'idx:",
        "has no example in the test part, and 20 in all; give each part some");
  }

  @Test
  void valuesOfWhichOneIsMeasuredAreRefused() {
    float[] six = {1, 2, 3, 4, 5, 6};
    assertRefused(
        () -> Split.of(DataSet.ofValues("six", new float[6][1], six), STREAMS),
        "2 of each part, so give at least 10 in all");
    float[] ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assertThat(Split.of(DataSet.ofValues("ten", new float[10][1], ten), STREAMS).test().size())
        .isEqualTo(2);
  }

  @Test
  void theImagesAreAnArtifactOfTheirOwn() {
    assertThatThrownBy(
            () -> IdxReader.fashionMnist("any", ClassLoader.getPlatformClassLoader(), List.of("a")))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("is not on the class path; add the artifact")
        .hasMessageContaining("classifier fashion-mnist");
  }

  @Test
  void fashionMnistSmallComesWithTheLibrary() {
    Split split = DataSets.load("fashion-mnist-small", STREAMS);

    assertPerClass(split.train(), 600);
    assertPerClass(split.validation(), 200);
    assertPerClass(split.test(), 200);
    assertThat(split.train().exampleShape()).containsExactly(28L, 28L, 1L);
    assertThat(split.train().classNames()).startsWith("T-shirt/top").endsWith("Ankle boot");
  }

  @Test
  void sameSeedSameSplit() {
    String first = DataSets.load("fashion-mnist-small", STREAMS).train().sha256();

    assertThat(DataSets.load("fashion-mnist-small", STREAMS).train().sha256()).isEqualTo(first);
    assertThat(DataSets.load("fashion-mnist-small", new RandomStreams(2)).train().sha256())
        .isNotEqualTo(first);
  }

  @Test
  void idxKeepsTheOfficialTestSet() {
    writeIdx();
    Split split = DataSets.load("idx:" + folder, STREAMS);

    assertPerClass(split.train(), 18);
    assertPerClass(split.validation(), 2);
    assertThat(split.test().labels()).containsExactly(1, 0);
    assertThat(split.train().name()).isEqualTo("idx:" + folder);
  }

  @Test
  void idxNamesTheMissingFileAndUnknownTestLabels() {
    assertRefused(
        () -> DataSets.load("idx:" + folder, STREAMS),
        folder + " has no file train-images-idx*-ubyte");
    assertThatThrownBy(() -> DataSets.load("idx:" + folder.resolve("none"), STREAMS))
        .hasMessageContaining(folder.resolve("none") + " has no file train-images");

    writeIdx();
    writeGzip(folder.resolve("t10k-labels-idx1-ubyte.gz"), idx(8, bytes(1, 7), 2));
    assertThatThrownBy(() -> DataSets.load("idx:" + folder, STREAMS))
        .hasMessageContaining("Label 7 of example 1")
        .hasMessageContaining("t10k-labels-idx1-ubyte.gz");
  }

  @Test
  void idxRejectsATestSetOfAnotherShape() {
    writeIdx();
    write(folder.resolve("t10k-images-idx2-ubyte"), idx(8, new byte[6], 2, 3));
    assertRefused(
        () -> DataSets.load("idx:" + folder, STREAMS),
        "The test part of data set 'idx:" + folder + "' holds UINT8 [3]",
        "UINT8 [2]");
  }

  @Test
  void cifarKeepsTheOfficialTestSet() {
    byte[] two = Bytes.concat(CifarReaderTest.cifarRecord(3), CifarReaderTest.cifarRecord(5));
    byte[] batch = Bytes.concat(two, two);
    for (int i = 1; i <= 5; i++) {
      write(folder.resolve("data_batch_" + i + ".bin"), batch);
    }
    write(folder.resolve("test_batch.bin"), batch);
    Split split = DataSets.load("cifar10:" + folder, STREAMS);

    assertThat(split.train().size()).isEqualTo(18);
    assertThat(split.validation().size()).isEqualTo(2);
    assertThat(split.test().size()).isEqualTo(4);
  }

  @Test
  void csvIsSplitInThree() {
    String table = String.join("\n", Collections.nCopies(5, "1,0\n2,1"));
    Path file = write(folder.resolve("table.csv"), table.getBytes(StandardCharsets.UTF_8));
    Split split = DataSets.load("csv:" + file, STREAMS);

    assertPerClass(split.train(), 3);
    assertPerClass(split.validation(), 1);
    assertPerClass(split.test(), 1);
  }

  @Test
  void csvWantsEnoughExamplesOfEachClass() {
    String two = String.join("\n", Collections.nCopies(10, "1,a\n2,b")) + "\n";
    assertCsvFails(String.join("\n", Collections.nCopies(9, "1,a")))
        .hasMessageContaining("are of class 'a'")
        .hasMessageContaining("at least 2 classes");
    assertCsvFails(two + "3,c\n4,c\n")
        .hasMessageContaining("Class 'c'")
        .hasMessageContaining("too few examples (2)")
        .hasMessageContaining("give it at least 5");
    assertCsvFails(IntStream.range(0, 40).mapToObj(i -> "1," + i + "\n").collect(joining()))
        .hasMessageContaining("has 40 classes in 40 examples, such as '0'");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertCsvFails(String table) {
    Path file = write(folder.resolve("table.csv"), table.getBytes(StandardCharsets.UTF_8));
    return assertThatThrownBy(() -> DataSets.load("csv:" + file, STREAMS))
        .isInstanceOfSatisfying(
            SupernetException.class,
            e -> assertThat(e.kind()).isEqualTo(SupernetException.Kind.DATA));
  }

  @Test
  void onlyPathsBecomeAbsolute() {
    assertThat(DataSets.absolute("http://x/y")).isEqualTo("http://x/y");
    assertThat(DataSets.absolute("csv:")).isEqualTo("csv:");
    assertThat(DataSets.absolute("csv:a/../b")).isEqualTo("csv:" + Path.of("b").toAbsolutePath());
    assertRefused(() -> DataSets.absolute("csv:a\0b"), "cannot be the name of a file");
  }

  @Test
  void unknownNamesListTheKnownOnes() {
    for (String spec : Arrays.asList("mnist", "zip:a", "csv:", ":a", "", "http://x/y")) {
      assertThatThrownBy(() -> DataSets.load(spec, STREAMS))
          .isInstanceOfSatisfying(
              SupernetException.class,
              e -> assertThat(e.kind()).isEqualTo(SupernetException.Kind.USAGE))
          .hasMessageContaining("'" + spec + "'")
          .hasMessageContaining(
              "fashion-mnist-small, images:DIR, npz:FILE, tfrecord:GLOB, idx:DIR, cifar10:DIR, csv:FILE or class:NAME");
    }
  }
}
