package io.supernet.spark;

import com.google.common.primitives.Longs;
import com.google.gson.Gson;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.storage.StorageFailures;
import io.supernet.work.Engine;
import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;

/** How Spark is set up for jobs. What the user sets wins, but for what would be wrong. */
final class SparkSettings {

  private static final String SCALA = "2.13";
  private static final String CLASS_PATH = "spark.executor.extraClassPath";

  private SparkSettings() {}

  /**
   * Those for a master.
   *
   * @param workerClassPath where executors have the library; null if where this process has it
   * @param environment variables of this process
   * @throws SupernetException if the master needs what is not there
   */
  static SparkConf of(
      String master, @Nullable String workerClassPath, Map<String, String> environment) {
    String home = environment.get("SPARK_HOME");
    if (home == null && master.startsWith("local-cluster")) {
      throw new SupernetException(
          Kind.USAGE,
          "'"
              + master
              + "' starts executors from a Spark distribution; set SPARK_HOME to its folder.");
    }
    // Takes all system properties that begin with "spark.".
    SparkConf conf = new SparkConf();
    String folder = environment.getOrDefault("SPARK_CONF_DIR", home == null ? "" : home + "/conf");
    if (!folder.isEmpty()) {
      addDefaults(conf, Path.of(folder, "spark-defaults.conf"));
    }
    conf.setMaster(master);
    if (master.startsWith("local-cluster")) {
      // Else its workers look for it in folders that a distribution does not have.
      conf.setIfMissing("spark.executorEnv.SPARK_SCALA_VERSION", SCALA);
    }
    conf.setIfMissing("spark.app.name", "Supernet");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.set("spark.ui.showConsoleProgress", "false");
    // What is done is done: Spark's memory of it would only grow.
    conf.setIfMissing("spark.ui.retainedJobs", "50");
    conf.setIfMissing("spark.ui.retainedStages", "50");
    conf.setIfMissing("spark.ui.retainedTasks", "1000");
    // Two copies of one job at once would do the same, and cost twice.
    conf.set("spark.speculation", "false");
    // A job that an executor is unfit for goes to others; a node with lost executors gets new ones.
    conf.setIfMissing("spark.task.maxFailures", "4");
    conf.set("spark.excludeOnFailure.enabled", "true");
    conf.set("spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor", "1");
    conf.setIfMissing("spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "3");
    conf.setIfMissing("spark.excludeOnFailure.application.maxFailedExecutorsPerNode", "1000000");
    String needed = workerClassPath == null ? ownJars() : workerClassPath;
    conf.set(CLASS_PATH, conf.contains(CLASS_PATH) ? conf.get(CLASS_PATH) + ":" + needed : needed);
    return conf;
  }

  /** Those of the distribution, which {@code spark-submit} reads and a program has to. */
  private static void addDefaults(SparkConf conf, Path file) {
    if (!Files.exists(file)) {
      return;
    }
    Properties defaults = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      defaults.load(reader);
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
    for (String key : defaults.stringPropertyNames()) {
      if (key.startsWith("spark.")) {
        conf.setIfMissing(key, defaults.getProperty(key).strip());
      }
    }
  }

  /** The few that a task needs; all else is on the class path of the processes alone. */
  private static String ownJars() {
    return Stream.of(SparkSettings.class, Engine.class, Gson.class, Longs.class)
        .map(SparkSettings::jar)
        .collect(Collectors.joining(":"));
  }

  private static String jar(Class<?> of) {
    try {
      return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
