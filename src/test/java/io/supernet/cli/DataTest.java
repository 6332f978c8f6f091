package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.run.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that cannot be used: exit code 3, and no run is begun. */
class DataTest {

  private static final String LABELS = "train-labels-idx1-ubyte";
  private static final String IMAGES = "train-images-idx3-ubyte";

  @TempDir Path home;
  private Path data;

  @BeforeEach
  void write() {
    data = home.resolve("data");
    TinyData.write(data);
  }

  @Test
  void missing() throws IOException {
    Files.delete(data.resolve(LABELS));
    assertRefused("train-labels");
  }

  @Test
  void empty() throws IOException {
    Files.write(data.resolve(IMAGES), new byte[0]);
    assertRefused(IMAGES);
  }

  @Test
  void truncated() throws IOException {
    byte[] images = Files.readAllBytes(data.resolve(IMAGES));
    Files.write(data.resolve(IMAGES), java.util.Arrays.copyOf(images, images.length / 2));
    assertRefused(IMAGES);
  }

  @Test
  void labelsWithoutClass() throws IOException {
    Path file = data.resolve("t10k-labels-idx1-ubyte");
    byte[] labels = Files.readAllBytes(file);
    labels[labels.length - 1] = 77;
    Files.write(file, labels);
    assertRefused("77");
  }

  @Test
  void emptyTable() throws IOException {
    Path file = Files.writeString(home.resolve("table.csv"), "");
    Command.run(home, "run --space dense-blocks --data csv:" + file).failed(3, "table.csv");
  }

  /** What a table says is taken as it is, or refused; here the ways in which that is known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,a|2,a|3,a|4,a|5,a; class 'a'",
        "1,2.5|2,3.5|3,4.25; decimals such as 2.5",
        "1,1|2,2|3,3; has 3 classes in 3 examples",
        "0,1,2|3,2,2|3,2,0; may name the columns or be an example",
        "1 2|3 4; expected at least 2",
        "1,7.5.2020,0|2,8.5.2020,1; is a date",
        "1,'\"a\"b'; closing quote"
      })
  void unfitTable(String rows, String part) throws IOException {
    String text = rows.replace('|', '\n').replace("'\"a\"b'", "\"a\"b");
    Path file = Files.writeString(home.resolve("table.csv"), text + "\n");
    Command.run(home, "run --space dense-blocks --data csv:" + file).failed(3, part);
    assertThat(home.resolve("models")).doesNotExist();
  }

  @Test
  void folderOrAddressInsteadOfATable() {
    Command.run(home, "run --space dense-blocks --data csv:" + home).failed(3, "is a folder");
    Command.run(home, "run --space dense-blocks --data http://x/y").failed(2, "'http://x/y'");
  }

  @Test
  void changedSinceTheRunBegan() throws IOException {
    Path run = home.resolve("models").resolve("changed");
    TinyRun.copy(TinyRun.run(), run);
    Path other = home.resolve("data");
    Files.write(other.resolve(LABELS), flipped(Files.readAllBytes(other.resolve(LABELS))));
    Manifests.change(run, options -> options.withData("idx:" + other));
    Command.run(home, "resume changed").failed(3, "are not those that run", "begin a new run");
  }

  @Test
  void moved() throws IOException {
    Path run = home.resolve("models").resolve("moved");
    TinyRun.copy(TinyRun.run(), run);
    Manifests.change(run, options -> options.withData("idx:" + home.resolve("gone")));
    Command.run(home, "resume moved").failed(3, "gone");
    Path other = home.resolve("data");
    Command.run(home, "resume moved --data idx:" + other).succeeded();
    Command.run(home, "resume moved").succeeded();
    Files.write(other.resolve(LABELS), flipped(Files.readAllBytes(other.resolve(LABELS))));
    Command.run(home, "resume moved --data idx:" + other).failed(3, "are not those that run");
  }

  private static byte[] flipped(byte[] labels) {
    labels[8] = (byte) (2 - labels[8]);
    return labels;
  }

  private void assertRefused(String part) {
    Command.run(home, "run --data idx:" + data).failed(3, part);
    assertThat(home.resolve("models")).doesNotExist();
  }
}
