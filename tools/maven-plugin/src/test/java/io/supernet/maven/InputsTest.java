package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

  private static final List<String> OPTIONS = List.of("--seed", "1");

  @TempDir Path folder;
  private Path one;
  private Path other;

  @BeforeEach
  void make() throws Exception {
    one = project("one");
    other = project("other");
  }

  private Path project(String name) throws Exception {
    Path base = Files.createDirectories(folder.resolve(name));
    Files.writeString(base.resolve("t.csv"), "a,b\n1,2\n");
    Files.writeString(base.resolve("net.pbtxt"), "name: \"net\"\n");
    Files.writeString(Files.createDirectories(base.resolve("classes")).resolve("A.class"), "a");
    return base;
  }

  private static Inputs of(Path base) throws Exception {
    return Inputs.of(
        base, "net.pbtxt", "csv:t.csv", List.of(), OPTIONS, List.of(base.resolve("classes")));
  }

  @Test
  void areTheSameInEveryCheckout() throws Exception {
    Files.writeString(other.resolve("net.pbtxt"), "name: \"net\"\r\n");
    Files.writeString(other.resolve("classes/model.txt"), "exported there");
    assertThat(of(other)).isEqualTo(of(one));
    assertThat(of(other).differences(of(one))).isEmpty();
    assertThat(of(other).key()).isEqualTo(of(one).key()).matches("[0-9a-f]{8}");
  }

  @Test
  void sayWhatChanged() throws Exception {
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
  void countAllFilesOfAFolderAndOthersThatAreNamed() throws Exception {
    Inputs before = images(List.of());
    Files.writeString(one.resolve("classes/B.class"), "b");
    assertThat(images(List.of()).differences(before)).containsExactly("the data");
    File more = one.resolve("t.csv").toFile();
    assertThat(images(List.of(more)).differences(images(List.of()))).containsExactly("the data");
  }

  @Test
  void countWhatLinksLeadTo() throws Exception {
    Path link = Files.createSymbolicLink(one.resolve("link"), other.resolve("classes"));
    Inputs before = Inputs.of(one, "cell", "idx:link", List.of(), OPTIONS, List.of());
    assertThat(before).isEqualTo(images(List.of()));
    Files.writeString(link.resolve("B.class"), "b");
    Inputs after = Inputs.of(one, "cell", "idx:link", List.of(), OPTIONS, List.of());
    assertThat(after.differences(before)).containsExactly("the data");
  }

  @Test
  void classesOfAFolderAndOfAJarCountTheSame() throws Exception {
    Path jar = one.resolve("classes.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("model.txt"));
      out.putNextEntry(new JarEntry("A.class"));
      out.write('a');
    }
    assertThat(new Hash().classes(jar).hex())
        .isEqualTo(new Hash().classes(one.resolve("classes")).hex());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    File gone = one.resolve("gone").toFile();
    assertThatThrownBy(() -> images(List.of(gone)))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("inputs: '" + gone + "' is not there", "<inputs>");
  }

  @Test
  void otherClassesServeAndOtherDataDoNot() throws Exception {
    Files.writeString(other.resolve("classes/A.class"), "b");
    assertThat(of(one).serve(of(other))).isTrue();
    Files.writeString(other.resolve("t.csv"), "a,b\n1,3\n");
    assertThat(of(one).serve(of(other))).isFalse();
  }

  private Inputs images(List<File> more) throws Exception {
    return Inputs.of(one, "cell", "idx:classes", more, OPTIONS, List.of());
  }
}
