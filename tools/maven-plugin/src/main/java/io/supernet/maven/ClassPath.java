package io.supernet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.ArtifactUtils;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * What the child's JVM loads: the project's classes and dependencies first, then what the command
 * line needs and the project does not have in another version.
 */
final class ClassPath {

  private static final String TENSORFLOW = "org.tensorflow";
  private static final String NATIVE = "tensorflow-core-native";

  private final List<Path> own = new ArrayList<>();
  private final Set<Path> built = new HashSet<>();
  private final Map<String, Artifact> artifacts = new LinkedHashMap<>();

  /**
   * Of a project.
   *
   * @param classes folder into which its classes are compiled
   * @param dependencies of the project
   * @param tools dependencies of the plugin, and itself
   * @param modules of the same build, GROUP:NAME
   */
  ClassPath(
      Path classes,
      Collection<Artifact> dependencies,
      Collection<Artifact> tools,
      Set<String> modules) {
    own.add(classes);
    built.add(classes);
    for (Artifact artifact : dependencies) {
      Path place = artifact.getFile().toPath();
      own.add(place);
      if (modules.contains(ArtifactUtils.versionlessKey(artifact))) {
        built.add(place);
      }
      artifacts.put(artifact.getDependencyConflictId(), artifact);
    }
    tools.forEach(tool -> artifacts.putIfAbsent(tool.getDependencyConflictId(), tool));
  }

  /** The version of an artifact without a classifier; none if it is not there. */
  Optional<String> version(String group, String name) {
    return artifacts.values().stream()
        .filter(a -> is(a, group, name) && !a.hasClassifier())
        .map(Artifact::getBaseVersion)
        .findFirst();
  }

  /** The version of TensorFlow's native library that is still to be added; none if it is there. */
  Optional<String> missingNative() {
    boolean there = artifacts.values().stream().anyMatch(ClassPath::isNative);
    return there ? Optional.empty() : version(TENSORFLOW, NATIVE);
  }

  private static boolean isNative(Artifact artifact) {
    return is(artifact, TENSORFLOW, NATIVE) && artifact.hasClassifier();
  }

  private static boolean is(Artifact artifact, String group, String name) {
    return artifact.getGroupId().equals(group) && artifact.getArtifactId().equals(name);
  }

  /** All of it, with a native library in the place of others, if there is one. */
  List<Path> with(Optional<Path> nativeLibrary) {
    Set<Path> all = new LinkedHashSet<>();
    all.add(own.get(0));
    artifacts.values().stream()
        .filter(artifact -> nativeLibrary.isEmpty() || !isNative(artifact))
        .forEach(artifact -> all.add(artifact.getFile().toPath()));
    nativeLibrary.ifPresent(all::add);
    return all.stream().filter(Files::exists).toList();
  }

  /**
   * Where the classes among some words lie, also those of lists with commas and behind {@code =}
   * and {@code :}. If there is one, all that this build compiles is with them, as it may use that.
   */
  List<Path> holding(Collection<String> words) throws IOException {
    Set<Path> named = new HashSet<>();
    for (String word : words) {
      for (String name : word.split("[=,:]")) {
        find(name.strip()).ifPresent(named::add);
      }
    }
    if (named.isEmpty()) {
      return List.of();
    }
    return own.stream()
        .filter(place -> named.contains(place) || built.contains(place))
        .filter(place -> Files.isDirectory(place) || isJar(place))
        .toList();
  }

  /** Refuses a class that is not there. */
  void require(String parameter, String name) throws IOException, MojoExecutionException {
    if (find(name).isPresent()) {
      return;
    }
    boolean compiled = Files.isDirectory(own.get(0));
    throw new MojoExecutionException(
        parameter
            + ": class "
            + name
            + " is neither in "
            + own.get(0)
            + (compiled ? "" : ", which is not there,")
            + " nor in a dependency. "
            + (compiled
                ? "Check its name, or compile it first (mvn compile supernet:run)."
                : "Compile the project first: mvn compile supernet:run."));
  }

  private Optional<Path> find(String name) throws IOException {
    if (!name.matches("[\\p{L}\\p{N}_$.]+")) {
      return Optional.empty();
    }
    String entry = name.replace('.', '/') + ".class";
    for (Path place : own) {
      if (Files.isDirectory(place) ? Files.exists(place.resolve(entry)) : inJar(place, entry)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static boolean inJar(Path place, String entry) throws IOException {
    if (!entry.contains("/") || !isJar(place)) {
      return false;
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return jar.getEntry(entry) != null;
    }
  }

  private static boolean isJar(Path place) {
    return place.toString().endsWith(".jar") && Files.exists(place);
  }

  /** TensorFlow's name of this platform; none if it has no library for it. */
  static Optional<String> platform(String system, String architecture) {
    String os = system.toLowerCase(Locale.ROOT);
    boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
    if (os.contains("linux")) {
      return Optional.of(arm ? "linux-arm64" : "linux-x86_64");
    }
    return os.contains("mac") && arm ? Optional.of("macosx-arm64") : Optional.empty();
  }
}
