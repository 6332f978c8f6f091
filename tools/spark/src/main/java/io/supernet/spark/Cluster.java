package io.supernet.spark;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.text.Json;
import io.supernet.work.JobCommand;
import io.supernet.work.JobResult;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** Spark as the engine sees it: takes batches, and tells what becomes of each job. */
final class Cluster implements AutoCloseable {

  private final String id = UUID.randomUUID().toString();
  private final JobCommand command;
  private final Duration stall;
  private final Executor hearing;
  private final JavaSparkContext spark;
  private final Tasks tasks;

  /**
   * Connects to it.
   *
   * @param hearing does all that is heard of jobs
   * @throws SupernetException if there is none
   */
  Cluster(String master, JobCommand command, Duration stall, Executor hearing) {
    String workers = System.getenv("SUPERNET_WORKER_CLASSPATH");
    this.command = WorkerCommand.of(command, workers, System.getenv("SPARK_HOME"));
    this.stall = stall;
    this.hearing = hearing;
    SparkConf conf = SparkSettings.of(master, workers, System.getenv());
    try {
      spark = new JavaSparkContext(conf);
    } catch (Exception e) { // Scala does not say that it throws checked ones.
      throw new SupernetException(
          Kind.USAGE, "Spark does not start with '" + master + "': " + firstLine(e), e);
    }
    tasks = new Tasks(spark.sc());
    spark.sc().addSparkListener(tasks);
  }

  static String firstLine(Throwable failure) {
    String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return line.endsWith(".") ? line : line + ".";
  }

  /**
   * Has jobs done.
   *
   * @param heard hears what became of each
   * @param failed hears why nothing more will be heard, for each, also for those of which it was
   * @throws IllegalStateException if Spark has ended
   */
  void submit(
      Batch batch, BiConsumer<Asked, JobResult> heard, BiConsumer<Asked, Throwable> failed) {
    List<Asked> jobs = batch.jobs;
    RDD<String> rows =
        spark
            .parallelize(
                jobs.stream().map(asked -> Json.LINE.toJson(asked.job)).toList(), jobs.size())
            .rdd();
    spark.setLocalProperty(Tasks.BATCH, batch.name);
    var action =
        spark
            .sc()
            .submitJob(
                rows,
                new SparkTask(id, command, stall, jobs.get(0).unfit),
                allOf(jobs.size()),
                new AbstractFunction2<Object, String, BoxedUnit>() {
                  @Override
                  public BoxedUnit apply(Object index, String answer) {
                    JobResult result = Json.LINE.fromJson(answer, JobResult.class);
                    hearing.execute(() -> heard.accept(jobs.get((Integer) index), result));
                    return BoxedUnit.UNIT;
                  }
                },
                new AbstractFunction0<BoxedUnit>() {
                  @Override
                  public BoxedUnit apply() {
                    return BoxedUnit.UNIT;
                  }
                });
    batch.action = action;
    action.onComplete(
        new AbstractFunction1<Try<BoxedUnit>, BoxedUnit>() {
          @Override
          public BoxedUnit apply(Try<BoxedUnit> end) {
            if (end.isFailure()) {
              jobs.forEach(asked -> failed.accept(asked, end.failed().get()));
            }
            return BoxedUnit.UNIT;
          }
        },
        ExecutionContext.fromExecutor(hearing));
  }

  private static Seq<Object> allOf(int count) {
    List<Object> indices = IntStream.range(0, count).<Object>mapToObj(i -> i).toList();
    return CollectionConverters.asScala(indices).toSeq();
  }

  /** Stops a job of a batch; the others go on. */
  void stop(Batch batch, Asked asked) {
    if (batch.jobs.size() == 1) {
      batch.cancel();
    } else {
      tasks.stop(batch.name, batch.jobs.indexOf(asked));
    }
  }

  /** How many jobs at once, as far as is known. */
  int slots() {
    return isEnded() ? 0 : spark.defaultParallelism();
  }

  boolean isEnded() {
    return spark.sc().isStopped();
  }

  String text() {
    if (spark.isLocal()) {
      return "Spark in this process";
    }
    // The driver is among them.
    int count = spark.sc().statusTracker().getExecutorInfos().length - 1;
    return count < 1
        ? "Spark, no executor yet"
        : count == 1 ? "Spark, 1 executor" : "Spark, " + count + " executors";
  }

  /** Ends the executors. */
  @Override
  public void close() {
    try {
      Processes.close(id, command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    spark.close();
  }
}
