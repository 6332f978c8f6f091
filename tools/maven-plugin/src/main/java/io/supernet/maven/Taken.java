package io.supernet.maven;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Options of a command that the plugin gives itself, so that further ones cannot.
 *
 * @param wayOut by option
 */
record Taken(Map<String, String> wayOut) {

  private static final String GOAL = "leave it out, the plugin decides it";

  private static final Map<String, String> EXPORTED =
      Map.of(
          "--format", "set <formats>",
          "--weights", "set <weights>",
          "--model-version", "set <modelVersion>",
          "--out", "set <export>");

  private static final Map<String, String> RUNS =
      Map.ofEntries(
          Map.entry("--space", "set <space>"),
          Map.entry("--set", "set <set>"),
          Map.entry("--data", "set <data>"),
          Map.entry("--label", "set <label>"),
          Map.entry("--task", "set <task>"),
          Map.entry("--metric", "set <metric>"),
          Map.entry("--seed", "set <seed>"),
          Map.entry("--threads", "set <threads>"),
          Map.entry("--time", "set <time>"),
          Map.entry("--total-epochs", "set <totalEpochs>"),
          Map.entry("--epochs", "set <epochs>"),
          Map.entry("--budget", "set <budget>"),
          Map.entry("--top", "set <top>"),
          Map.entry("--retrain-epochs", "set <retrainEpochs>"),
          Map.entry("--max-macs", "set <limitMacs>"),
          Map.entry("--max-params", "set <limitParameters>"),
          Map.entry("--max-size", "set <limitSize>"),
          Map.entry("--max-latency", "set <limitLatency>"),
          Map.entry("--name", "set <name>"),
          Map.entry("--until", "call supernet:search or supernet:run"),
          Map.entry("--architecture", GOAL));

  /** Of 'supernet run', which exports, too. */
  static final Taken RUN = new Taken(both(RUNS, EXPORTED));

  /** Of 'supernet export'. */
  static final Taken EXPORT = new Taken(EXPORTED);

  /** Of 'supernet audit': a result that a table gave is not that of trainings. */
  static final Taken AUDIT =
      new Taken(
          Map.of(
              "--sample", "set <auditSample>",
              "--seeds", "set <auditSeeds>",
              "--epochs", "set <auditEpochs>",
              "--table", "compare with a table by 'supernet audit'"));

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    Map<String, String> all = new HashMap<>(one);
    all.putAll(other);
    return all;
  }

  /**
   * These words, if none of them is taken, and none a file whose content would count for nothing.
   */
  List<String> checked(String parameter, List<String> words) throws MojoExecutionException {
    for (String word : words) {
      String option = word.replaceFirst("=.*", "");
      if (wayOut.containsKey(option)) {
        throw new MojoExecutionException(
            parameter + ": '" + option + "' is not allowed here; " + wayOut.get(option) + ".");
      }
      if (word.startsWith("@")) {
        throw new MojoExecutionException(
            parameter + ": '" + word + "' is a file of options; write the options themselves.");
      }
    }
    return words;
  }
}
