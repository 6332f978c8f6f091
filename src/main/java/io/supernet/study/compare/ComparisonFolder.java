package io.supernet.study.compare;

import io.supernet.Fingerprint;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.RunLayout;
import io.supernet.spaces.Definitions;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Leftovers;
import io.supernet.storage.ProcessLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/** What a comparison keeps in its folder: its lock, its plan and its network. */
record ComparisonFolder(Path path) {

  private static final String LOCK = "comparison.lock";
  private static final String PLAN = "plan.json";
  private static final String METHODS = "methods.json";
  private static final String DEFINITION = "definition.pbtxt";

  /** Whether it holds a comparison of ways of training supernets, done or not. */
  boolean holdsComparison() {
    return Files.isRegularFile(path.resolve(PLAN));
  }

  /** Whether it holds a comparison of ways of searching, done or not. */
  boolean holdsMethods() {
    return Files.isRegularFile(path.resolve(METHODS));
  }

  void requireComparison() {
    if (!holdsComparison()) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "Folder '%s' holds no comparison; check the name, or begin one with --strategies.",
              path));
    }
  }

  /**
   * The file with what it has found.
   *
   * @throws SupernetException if it is not done
   */
  Path requireReport() {
    Path file = report();
    if (!Files.exists(file)) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "Comparison '%s' is not finished; continue with: supernet compare %s.",
              path, path.getFileName()));
    }
    return file;
  }

  /** Where what it has found is kept. */
  Path report() {
    return path.resolve("comparison.json");
  }

  /** Refuses a folder that holds something already. */
  void requireNew() {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      requireBegun();
    }
  }

  /** No more may be there than what a process leaves that was killed before its plan stood. */
  private void requireBegun() {
    boolean locked = Files.exists(path.resolve(LOCK));
    if (!Files.isDirectory(path)
        || !Leftovers.holdsOnly(path, locked ? Set.of(LOCK, DEFINITION) : Set.of())) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "Folder '%s' exists already; give only its name to continue its comparison, or choose another --name.",
              path));
    }
  }

  ProcessLock lock() {
    return ProcessLock.acquire(path.resolve(LOCK))
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.RUN,
                    Text.of(
                        "Another process is working on comparison '%s'; wait for it, or stop it.",
                        path)));
  }

  /** Under the lock: another process may have begun one there a moment ago. */
  void begin(Plan plan, NetworkDefinition network) {
    begin(network);
    plan.write(path.resolve(PLAN));
  }

  /** The same of a comparison of ways of searching. */
  void begin(MethodPlan plan, NetworkDefinition network) {
    begin(network);
    keep(plan);
  }

  /** Keeps a plan that knows more. */
  void keep(MethodPlan plan) {
    plan.write(path.resolve(METHODS));
  }

  private void begin(NetworkDefinition network) {
    requireBegun();
    clear();
    AtomicFiles.write(path.resolve(DEFINITION), Definitions.format(network));
  }

  /** Removes what a process left that died while it wrote. */
  void clear() {
    Leftovers.clearAllBut(path, RunLayout.REPORT);
  }

  Plan plan() {
    return Plan.read(path.resolve(PLAN));
  }

  MethodPlan methods() {
    return MethodPlan.read(path.resolve(METHODS));
  }

  /** The network that the comparison of a plan began with. */
  NetworkDefinition network(Plan plan) {
    return network(plan.definitionHash());
  }

  /** The network of this {@link #identity}. */
  NetworkDefinition network(String definitionHash) {
    Path file = path.resolve(DEFINITION);
    NetworkDefinition network = Definitions.kept(file, "begin a new comparison");
    if (!identity(network).equals(definitionHash)) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "'%s' is not the definition that this comparison began with; restore it, or begin a new comparison.",
              file));
    }
    return network;
  }

  static String identity(NetworkDefinition network) {
    return Fingerprint.of("comparison definition", 1)
        .with("text", Definitions.format(network))
        .hex();
  }
}
