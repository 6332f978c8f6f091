package io.supernet.spark;

import io.supernet.work.Engine;
import io.supernet.work.EngineProvider;
import io.supernet.work.JobCommand;
import java.time.Duration;
import java.util.regex.Pattern;

/** Opens Spark by the master's URL, as {@code spark-submit --master} takes it. */
public final class SparkEngines implements EngineProvider {

  private static final Pattern MASTER =
      Pattern.compile("(?:spark|k8s)://.+|yarn|local-cluster\\[.+]|local(?:\\[.+])?");

  @Override
  public boolean accepts(String where) {
    return MASTER.matcher(where).matches();
  }

  @Override
  public Engine open(String where, JobCommand command, Duration stall) {
    return new SparkEngine(where, command, stall);
  }
}
