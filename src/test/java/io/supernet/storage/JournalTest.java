package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

  record Row(long step, double loss, String name, Architecture path) {}

  private static final Row FIRST = new Row(1, 0.1 + 0.2, "<a> \"ü\"\n", Architecture.of(0, 4, 2));
  private static final Row DIVERGED = new Row(2, Double.NaN, "b", Architecture.of());
  private static final Row INFINITE = new Row(3, Double.NEGATIVE_INFINITY, "", null);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("steps.jsonl");
  }

  @Test
  void recordsRoundTrip() {
    try (var journal = Journal.open(file, Row.class)) {
      assertThat(journal.records()).isEmpty();
      journal.append(FIRST);
      journal.appendAll(List.of(DIVERGED, INFINITE));
      journal.appendAll(List.of());
      assertThat(journal.records()).containsExactly(FIRST, DIVERGED, INFINITE);
      assertThat(Journal.read(file, Row.class)).isEqualTo(journal.records());
    }
    try (var journal = Journal.open(file, Row.class)) {
      journal.append(FIRST);
    }
    assertThat(Journal.read(file, Row.class)).containsExactly(FIRST, DIVERGED, INFINITE, FIRST);
  }

  @Test
  void lineIsChecksumAndJson() {
    // The checksum covers the quotes too; computed apart, bit by bit from the polynomial.
    assertThat(new String(JournalFormat.line("123456789"), StandardCharsets.UTF_8))
        .isEqualTo("db9cc654 \"123456789\"\n");
    assertThat(new String(JournalFormat.line(FIRST), StandardCharsets.UTF_8))
        .endsWith(
            " {\"step\":1,\"loss\":0.30000000000000004,\"name\":\"<a> \\\"ü\\\"\\n\","
                + "\"path\":{\"choices\":[0,4,2]}}\n");
  }

  @Test
  void readsNothingFromMissingFile() {
    assertThat(Journal.read(file, Row.class)).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void dropsRecordTornAtAnyByte() throws IOException {
    byte[] all = write(FIRST, DIVERGED);
    int good = JournalFormat.line(FIRST).length;
    for (int length = good; length < all.length; length++) {
      byte[] torn = Arrays.copyOf(all, length);
      Files.write(file, torn);
      assertThat(Journal.read(file, Row.class)).as("%d bytes", length).containsExactly(FIRST);
      assertThat(file).hasBinaryContent(torn);
      try (var journal = Journal.open(file, Row.class)) {
        assertThat(journal.records()).containsExactly(FIRST);
        assertThat(file).hasSize(good);
        journal.append(INFINITE);
      }
      assertThat(Journal.read(file, Row.class)).containsExactly(FIRST, INFINITE);
    }
  }

  @Test
  void namesTheLastLineToo() throws IOException {
    byte[] all = write(FIRST, DIVERGED);
    for (int i = JournalFormat.line(FIRST).length; i < all.length - 1; i++) {
      byte[] damaged = all.clone();
      damaged[i] ^= 0x01;
      Files.write(file, damaged);
      assertThatExceptionOfType(SupernetException.class)
          .as("byte %d", i)
          .isThrownBy(() -> Journal.read(file, Row.class))
          .withMessageStartingWith("Line 2 of '" + file + "' is damaged");
    }
  }

  @Test
  void takesBackTheLastRecords() throws IOException {
    write(FIRST, DIVERGED, INFINITE);
    try (Journal<Row> journal = Journal.open(file, Row.class)) {
      journal.cut(3);
      assertThat(journal.records()).hasSize(3);
      journal.cut(1);
      assertThat(journal.records()).containsExactly(FIRST);
      journal.append(INFINITE);
    }
    assertThat(Journal.read(file, Row.class)).containsExactly(FIRST, INFINITE);
    try (Journal<Row> journal = Journal.open(file, Row.class)) {
      journal.cut(0);
    }
    assertThat(file).isEmptyFile();
  }

  @Test
  void namesDamagedLineInTheMiddle() throws IOException {
    byte[] all = write(FIRST, DIVERGED, INFINITE);
    int second = JournalFormat.line(FIRST).length;
    all[second + 15] ^= 0x01;
    Files.write(file, all);
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(() -> Journal.open(file, Row.class))
        .withMessageStartingWith("Line 2 of '" + file + "' is damaged")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.RUN));
    assertThat(file).hasBinaryContent(all);
  }

  @Test
  void dropsFirstRecordTornAtAnyByte() throws IOException {
    byte[] all = write(FIRST);
    for (int length = 0; length < all.length; length++) {
      Files.write(file, Arrays.copyOf(all, length));
      assertThat(Journal.read(file, Row.class)).as("%d bytes", length).isEmpty();
      assertThat(write(DIVERGED)).isEqualTo(JournalFormat.line(DIVERGED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "my notes",
        "my notes\n",
        "deadbeef\n",
        "deadbeef {}\n",
        "deadbeefcafe",
        "a,b\n1,2\n",
        "\0\0\0\0"
      })
  void leavesAloneWhatDoesNotBeginAsAJournal(String text) throws IOException {
    Files.writeString(file, text);
    refused(() -> Journal.open(file, Row.class), file);
    refused(() -> Journal.read(file, Row.class), file);
    assertThat(file).hasContent(text);
  }

  @Test
  void followsNoLink() throws IOException {
    Path foreign = Files.writeString(folder.resolve("notes"), "");
    Files.createSymbolicLink(file, foreign);
    refused(() -> Journal.open(file, Row.class), file);
    refused(() -> Journal.read(file, Row.class), file);
    Files.delete(foreign);
    refused(() -> Journal.open(file, Row.class), file);
    assertThat(foreign).doesNotExist();
  }

  @Test
  void mayBeReachedThroughLinkedFolder() throws IOException {
    Path linked = folder.resolve("linked");
    Files.createSymbolicLink(linked, Files.createDirectory(folder.resolve("disk")));
    file = linked.resolve("steps.jsonl");
    write(FIRST);
    assertThat(Journal.read(file, Row.class)).containsExactly(FIRST);
  }

  private static void refused(ThrowingCallable call, Path file) {
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(call)
        .withMessageContaining("'" + file + "'")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.RUN));
  }

  @Test
  void failsBelowRegularFile() throws IOException {
    Files.writeString(file, "");
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(() -> Journal.open(file.resolve("x"), Row.class))
        .withMessageContaining("Not a directory")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE));
  }

  @Test
  void appendThatFailsHalfwayLeavesOnlyWholeRecords() throws IOException {
    try (OtherProcess other = OtherProcess.startWithSmallFiles("fill", file)) {
      String[] answer = other.answer().split(" then ", 2);
      int good = Integer.parseInt(answer[0]);
      assertThat(answer[1]).startsWith("STORAGE Cannot write '" + file + "': File too large");
      assertThat(good).isPositive();
      List<String> expected = new ArrayList<>(Collections.nCopies(good, "a".repeat(100)));
      expected.add("b");
      assertThat(Journal.read(file, String.class)).isEqualTo(expected);
      assertThat(Files.readAllLines(file)).hasSize(good + 1);
    }
  }

  private byte[] write(Row... rows) throws IOException {
    try (var journal = Journal.open(file, Row.class)) {
      journal.appendAll(List.of(rows));
    }
    return Files.readAllBytes(file);
  }
}
