package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

  @TempDir Path folder;

  @Test
  void platformsHaveTensorFlowsNames() {
    assertThat(ClassPath.platform("Linux", "amd64")).hasValue("linux-x86_64");
    assertThat(ClassPath.platform("Linux", "aarch64")).hasValue("linux-arm64");
    assertThat(ClassPath.platform("Mac OS X", "aarch64")).hasValue("macosx-arm64");
    assertThat(ClassPath.platform("Mac OS X", "x86_64")).isEmpty();
    assertThat(ClassPath.platform("Windows 11", "amd64")).isEmpty();
  }

  @Test
  void theProjectsVersionsComeBeforeThePlugins() throws Exception {
    Artifact own = artifact("protobuf-java", "4.36.2", null);
    Artifact tool = artifact("protobuf-java", "3.25.8", null);
    Artifact other = artifact("picocli", "4.7.7", null);
    ClassPath path =
        new ClassPath(folder.resolve("classes"), List.of(own), List.of(tool, other), Set.of());
    assertThat(path.with(Optional.empty()))
        .containsExactly(own.getFile().toPath(), other.getFile().toPath());
    assertThat(path.version("org.tensorflow", "protobuf-java")).hasValue("4.36.2");
  }

  @Test
  void aNativeLibraryOfTheProjectIsEnough() throws Exception {
    Artifact plain = artifact("tensorflow-core-native", "1.1.0", null);
    Artifact gpu = artifact("tensorflow-core-native", "1.1.0", "linux-x86_64-gpu");
    assertThat(new ClassPath(folder, List.of(gpu), List.of(plain), Set.of()).missingNative())
        .isEmpty();
    assertThat(new ClassPath(folder, List.of(), List.of(plain), Set.of()).missingNative())
        .hasValue("1.1.0");
  }

  @Test
  void classesAreFoundInFoldersAndJars() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.createDirectories(classes.resolve("com/acme"));
    Files.writeString(classes.resolve("com/acme/Own.class"), "");
    Artifact jar = artifact("lib", "1", null);
    List<String> names = new ArrayList<>(List.of("--space", "com.acme.Lib", "a/b", "16"));
    ClassPath path = new ClassPath(classes, List.of(jar), List.of(), Set.of());
    assertThat(path.holding(names)).containsExactly(classes, jar.getFile().toPath());
    assertThat(path.holding(List.of("dense-blocks", "idx:x"))).isEmpty();
    path.require("space", "com.acme.Own");
    assertThatThrownBy(() -> path.require("space", "com.acme.Gone"))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContainingAll("space: class com.acme.Gone", "mvn compile supernet:run");
  }

  @Test
  void classesAreFoundInListsAndBehindSigns() throws Exception {
    Artifact jar = artifact("lib", "1", null);
    Artifact module = artifact("module", "1", null);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    ClassPath path =
        new ClassPath(classes, List.of(jar, module), List.of(), Set.of("org.tensorflow:module"));
    for (String word :
        List.of("accuracy,com.acme.Lib", "--sampler=com.acme.Lib", "class:com.acme.Lib")) {
      assertThat(path.holding(List.of("--batch", "16", word)))
          .containsExactly(classes, jar.getFile().toPath(), module.getFile().toPath());
    }
  }

  @Test
  void theNativeLibraryThatIsNamedIsTheOnlyOne() throws Exception {
    Artifact plain = artifact("tensorflow-core-native", "1.1.0", null);
    Artifact gpu = artifact("tensorflow-core-native", "1.1.0", "linux-x86_64-gpu");
    Path named = Files.createFile(folder.resolve("named.jar"));
    ClassPath path = new ClassPath(folder, List.of(gpu, plain), List.of(), Set.of());
    assertThat(path.with(Optional.of(named)))
        .containsExactly(folder, plain.getFile().toPath(), named);
    assertThat(path.with(Optional.empty())).contains(gpu.getFile().toPath());
  }

  /** With a jar that holds {@code com.acme.Lib}. */
  private Artifact artifact(String name, String version, String classifier) throws Exception {
    Path file = folder.resolve(name + "-" + version + "-" + classifier + ".jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new JarEntry("com/acme/Lib.class"));
    }
    Artifact artifact =
        new DefaultArtifact(
            "org.tensorflow",
            name,
            version,
            "runtime",
            "jar",
            classifier,
            new DefaultArtifactHandler("jar"));
    artifact.setFile(file.toFile());
    return artifact;
  }
}
