package io.supernet.spark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Which of Spark's tasks has which job, as Spark tells, so that one can be stopped alone. */
final class Tasks extends SparkListener {

  /** Property of a Spark job: the name of its batch. */
  static final String BATCH = "supernet.batch";

  /** A job by its batch and its place there. */
  private record Place(String batch, int index) {}

  private final SparkContext spark;
  private final Map<Integer, String> batches = new HashMap<>();
  private final Map<Place, Long> running = new HashMap<>();
  private final Set<Place> unwanted = new HashSet<>();

  Tasks(SparkContext spark) {
    this.spark = spark;
  }

  /** Stops one, now or when it begins. */
  synchronized void stop(String batch, int index) {
    Place place = new Place(batch, index);
    unwanted.add(place);
    Long task = running.get(place);
    if (task != null) {
      kill(task);
    }
  }

  private void kill(long task) {
    boolean unused = spark.killTaskAttempt(task, false, "nobody wants its result");
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
    String batch = stage.properties().getProperty(BATCH);
    if (batch != null) {
      batches.put(stage.stageInfo().stageId(), batch);
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
    String batch = batches.remove(stage.stageInfo().stageId());
    unwanted.removeIf(place -> place.batch.equals(batch));
    running.keySet().removeIf(place -> place.batch.equals(batch));
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart task) {
    String batch = batches.get(task.stageId());
    // A later attempt does nothing.
    if (batch != null && task.taskInfo().attemptNumber() == 0) {
      Place place = new Place(batch, task.taskInfo().index());
      running.put(place, task.taskInfo().taskId());
      if (unwanted.contains(place)) {
        kill(task.taskInfo().taskId());
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    String batch = batches.get(task.stageId());
    if (batch != null) {
      running.remove(new Place(batch, task.taskInfo().index()));
    }
  }
}
