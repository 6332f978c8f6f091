package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

  private static final List<String> OPTIONS = List.of("--seed", "1");

  @TempDir Path folder;
  private Path one;
  private Path other;

  @BeforeEach
  void make() throws IOException {
    one = project("one");
    other = project("other");
  }

  private Path project(String name) throws IOException {
    Path base = Files.createDirectories(folder.resolve(name));
    Files.writeString(base.resolve("t.csv"), "a,b\n1,2\n");
    Files.writeString(base.resolve("net.pbtxt"), "name: \"net\"\n");
    Files.writeString(Files.createDirectories(base.resolve("classes")).resolve("A.class"), "a");
    return base;
  }

  private static Inputs of(Path base) throws IOException {
    return Inputs.of(
        base, "net.pbtxt", "csv:t.csv", List.of(), OPTIONS, List.of(base.resolve("classes")));
  }

  @Test
  void areTheSameInEveryCheckout() throws IOException {
    Files.writeString(other.resolve("net.pbtxt"), "name: \"net\"\r\n");
    Files.writeString(other.resolve("classes/model.txt"), "exported there");
    assertThat(of(other)).isEqualTo(of(one));
    assertThat(of(other).differences(of(one))).isEmpty();
    assertThat(of(other).key()).isEqualTo(of(one).key()).matches("[0-9a-f]{8}");
  }

  @Test
  void sayWhatChanged() throws IOException {
    Files.writeString(other.resolve("t.csv"), "a,b\n1,3\n");
    Files.writeString(other.resolve("classes/A.class"), "b");
    assertThat(of(other).differences(of(one))).containsExactly("the data", "the classes");
    assertThat(of(other).key()).isNotEqualTo(of(one).key());
    Files.writeString(one.resolve("net.pbtxt"), "name: \"set\"\n");
    assertThat(of(one).differences(of(other))).first().isEqualTo("the definition");
    Inputs seed2 = Inputs.of(one, "", "csv:t.csv", List.of(), List.of("--seed", "2"), List.of());
    Inputs seed1 = Inputs.of(one, "", "csv:t.csv", List.of(), OPTIONS, List.of());
    assertThat(seed2.differences(seed1)).containsExactly("the options");
  }

  @Test
  void countAllFilesOfAFolderAndOthersThatAreNamed() throws IOException {
    Inputs before = images(List.of());
    Files.writeString(one.resolve("classes/B.class"), "b");
    assertThat(images(List.of()).differences(before)).containsExactly("the data");
    File more = one.resolve("t.csv").toFile();
    assertThat(images(List.of(more)).differences(images(List.of()))).containsExactly("the data");
  }

  private Inputs images(List<File> more) throws IOException {
    return Inputs.of(one, "cell", "idx:classes", more, OPTIONS, List.of());
  }
}
