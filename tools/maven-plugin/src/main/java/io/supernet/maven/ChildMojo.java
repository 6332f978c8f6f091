package io.supernet.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.ArtifactUtils;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** A goal that does its work in a JVM of its own, and how that is started. */
abstract class ChildMojo extends AbstractMojo {

  /** Does nothing. */
  @Parameter(property = "supernet.skip", defaultValue = "false")
  private boolean skip;

  /** Options of the child's JVM, one word each. */
  @Parameter private List<String> jvmArgs = List.of();

  /** Options of the child's JVM, in one line. */
  @Parameter(property = "supernet.jvmArgs")
  private String jvmArgLine;

  /** Environment variables of the child. */
  @Parameter private Map<String, String> environmentVariables = Map.of();

  /** The java executable; that of the toolchain, or else Maven's, if not given. */
  @Parameter(property = "supernet.jvm")
  private File jvm;

  /** What the toolchain of the child has to be, such as its version. */
  @Parameter private Map<String, String> jdkToolchain;

  /**
   * TensorFlow's native library: linux-x86_64, linux-x86_64-gpu, linux-arm64, macosx-arm64. That of
   * the project's dependencies, or else of this platform, if not given.
   */
  @Parameter(property = "supernet.nativeClassifier")
  private String nativeClassifier;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Inject private RepositorySystem repositories;
  @Inject private ToolchainManager toolchains;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("skipped (supernet.skip)");
      return;
    }
    if (project.getPackaging().equals("pom")) {
      getLog().info("skipped: a project of packaging pom has nothing to search for");
      return;
    }
    new Typos(plugin)
        .check(project, execution.getExecutionId(), session.getUserProperties())
        .forEach(getLog()::warn);
    try {
      work();
    } catch (IOException e) {
      throw new MojoExecutionException(e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  /** Does what the goal is for. */
  abstract void work()
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException;

  final Path base() {
    return project.getBasedir().toPath();
  }

  /** A path as users know it: from the project's folder, if it lies there. */
  final String shown(Path path) {
    return path.startsWith(base()) ? base().relativize(path).toString() : path.toString();
  }

  /** Runs a command of the command line, and shows what it printed. */
  final void command(List<String> words) throws MojoExecutionException, MojoFailureException {
    child().run(words).lines().forEach(getLog()::info);
  }

  /** The JVM of a command. */
  final Child child() throws MojoExecutionException {
    return new Child(
        getLog(),
        java(),
        Words.of(jvmArgs, jvmArgLine),
        classPath().with(nativeLibrary()),
        base(),
        environmentVariables);
  }

  final ClassPath classPath() {
    return new ClassPath(
        Path.of(project.getBuild().getOutputDirectory()),
        project.getArtifacts(),
        tools(),
        session.getProjects().stream()
            .map(module -> ArtifactUtils.versionlessKey(module.getArtifact()))
            .collect(Collectors.toSet()));
  }

  private Collection<Artifact> tools() {
    List<Artifact> tools = new ArrayList<>(plugin.getArtifacts());
    tools.add(plugin.getPluginArtifact());
    return tools;
  }

  private Optional<Path> nativeLibrary() throws MojoExecutionException {
    ClassPath there = classPath();
    Optional<String> version =
        nativeClassifier == null
            ? there.missingNative()
            : there.version("org.tensorflow", "tensorflow-core-native");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> classifier =
        nativeClassifier == null
            ? ClassPath.platform(System.getProperty("os.name"), System.getProperty("os.arch"))
            : Optional.of(nativeClassifier);
    if (classifier.isEmpty()) {
      throw new MojoExecutionException(
          "TensorFlow has no library for "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + "; name one with supernet.nativeClassifier if you know better.");
    }
    DefaultArtifact artifact =
        new DefaultArtifact(
            "org.tensorflow", "tensorflow-core-native", classifier.get(), "jar", version.get());
    try {
      return Optional.of(
          repositories
              .resolveArtifact(
                  session.getRepositorySession(),
                  new ArtifactRequest(artifact, project.getRemoteProjectRepositories(), null))
              .getArtifact()
              .getFile()
              .toPath());
    } catch (ArtifactResolutionException e) {
      throw new MojoExecutionException(
          "TensorFlow's native library cannot be resolved: " + e.getMessage(), e);
    }
  }

  private Path java() throws MojoExecutionException {
    if (jvm != null) {
      return executable(jvm.toPath());
    }
    if (jdkToolchain != null) {
      List<Toolchain> found = toolchains.getToolchains(session, "jdk", jdkToolchain);
      if (found.isEmpty()) {
        throw new MojoExecutionException(
            "No toolchain of type jdk is " + jdkToolchain + "; add one to ~/.m2/toolchains.xml.");
      }
      return executable(Path.of(found.get(0).findTool("java")));
    }
    Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    return executable(
        toolchain == null
            ? Path.of(System.getProperty("java.home"), "bin", "java")
            : Path.of(toolchain.findTool("java")));
  }

  private static Path executable(Path java) throws MojoExecutionException {
    if (!Files.isExecutable(java)) {
      throw new MojoExecutionException(
          "'" + java + "' is not a Java executable; change supernet.jvm or the toolchain.");
    }
    return java;
  }
}
