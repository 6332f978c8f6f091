package io.supernet.data;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExampleCacheTest {

  private static final int SIZE = 7;

  @TempDir private Path root;

  private final List<String> reads = new ArrayList<>();

  /** Two bytes of each example tell its number; the fourth cannot be read. */
  private class Reader implements ExampleReader {

    @Override
    public ElementType elementType() {
      return ElementType.UINT8;
    }

    @Override
    public List<Long> exampleShape() {
      return List.of(1L, 2L, 1L);
    }

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public Labeled read(ExampleStore store) {
      reads.add("read");
      int[] kept = IntStream.range(0, SIZE).filter(i -> i != 3).toArray();
      for (int i : kept) {
        store.put(i, new byte[] {(byte) i, (byte) (10 * i)});
      }
      int[] classes = IntStream.of(kept).map(i -> i % 2).toArray();
      return Labeled.of(
          List.of("even", "odd"), classes, IntStream.of(kept).boxed().toList(), List.of("no 3"));
    }
  }

  private DataSet load(@Nullable Boolean stream, Path... files) {
    return new ExampleCache(root.resolve("cache"))
        .load("toy", List.of(files), "as it is", stream, Reader::new);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(root.resolve("file"), content);
  }

  @Test
  void examplesOnDiskAreThoseInMemory() throws IOException {
    Path file = file("a");
    DataSet memory = load(null, file);
    DataSet disk = load(true, file);
    assertThat(memory.isStreamed()).isFalse();
    assertThat(disk.isStreamed()).isTrue();
    for (DataSet data : List.of(memory, disk)) {
      assertThat(data.size()).isEqualTo(6);
      assertThat(data.labels()).containsExactly(0, 1, 0, 0, 1, 0);
      assertThat(data.examples(3, 4).get(0)).isEqualTo((byte) 4);
      assertThat(data.subset(new int[] {5, 0}).examples().get(1)).isEqualTo((byte) 60);
      assertThat(data.notes()).containsExactly("no 3");
    }
    assertThat(disk.examples()).isEqualTo(memory.examples());
    assertThat(disk.sha256()).isEqualTo(memory.sha256());
    assertThat(Normalization.of(disk)).isEqualTo(Normalization.of(memory));
  }

  @Test
  void theyAreReadOnceUnlessTheFilesChange() throws IOException {
    DataSet first = load(true, file("a"));
    DataSet again = load(null, root.resolve("file"));
    assertThat(reads).hasSize(1);
    assertThat(again.isStreamed()).isTrue();
    assertThat(again.sha256()).isEqualTo(first.sha256());
    assertThat(load(true, file("longer")).isStreamed()).isTrue();
    assertThat(reads).hasSize(2);
    assertThat(load(false, root.resolve("file")).isStreamed()).isFalse();
    assertThat(reads).hasSize(3);
  }

  @Test
  void whatWasNotReadToTheEndIsReadAgain() throws IOException {
    Path file = file("a");
    assertRefused(
        () ->
            new ExampleCache(root.resolve("cache"))
                .load(
                    "toy",
                    List.of(file),
                    "as it is",
                    true,
                    () ->
                        new Reader() {
                          @Override
                          public Labeled read(ExampleStore store) {
                            super.read(store);
                            throw new SupernetException(Kind.DATA, "The file is damaged.");
                          }
                        }),
        "damaged");
    try (Stream<Path> left = Files.list(root.resolve("cache"))) {
      assertThat(left).isEmpty();
    }
    assertThat(load(true, file).size()).isEqualTo(6);
  }

  @Test
  void refusesWhatWasChanged() throws IOException {
    Path file = file("a");
    load(true, file);
    Path kept = only(root.resolve("cache"));
    Files.writeString(kept.resolve("content.json"), "{}");
    assertRefused(() -> load(true, file), "content.json", "delete its folder");
    AtomicFiles.deleteRecursively(kept);
    load(true, file);
    Files.writeString(kept.resolve("examples"), "short");
    assertRefused(() -> load(true, file), "examples' has 5 bytes", "delete its folder");
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList().get(0);
    }
  }

  @Test
  void keepsSetsOfLabels() {
    float[][] rows = {{1}, {2}, {3}};
    boolean[][] sets = {{true, false, true}, {false, false, false}, {false, true, true}};
    DataSet data = DataSet.ofSets("sets", List.of("a", "b", "c"), rows, sets);
    Split split = OnDisk.of(new Split(data, data, data), root);
    assertThat(split.test().isStreamed()).isTrue();
    assertThat(split.test().sets()).isEqualTo(data.sets());
    assertThat(split.test().classNames()).isEqualTo(data.classNames());
    // Read from the file that is there now.
    assertThat(OnDisk.of(new Split(data, data, data), root).test().sets()).isEqualTo(data.sets());
  }
}
