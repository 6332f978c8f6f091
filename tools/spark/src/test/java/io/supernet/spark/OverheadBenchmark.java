package io.supernet.spark;

import io.supernet.work.Engine;
import io.supernet.work.JobResult.Ending;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * What Spark adds to a job: jobs that sleep, on two executors with a core each. Arguments: how
 * many, and milliseconds of sleep.
 */
final class OverheadBenchmark {

  private static final int SLOTS = 2;

  private OverheadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int jobs = Integer.parseInt(arguments[0]);
    long millis = Long.parseLong(arguments[1]);
    String master = "local-cluster[" + SLOTS + ",1,1024]";
    try (var engine = new SparkEngine(master, SleepyJobs.command(), Duration.ofSeconds(60))) {
      // Until all is started and compiled.
      run(engine, 0, 500, millis, 0);
      while (!engine.text().equals("Spark, 2 executors")) {
        Thread.sleep(100);
      }
      System.out.printf("heap before: %.1f MB%n", heap());
      long begin = System.nanoTime();
      double busy = run(engine, 1_000_000, jobs, millis, jobs / 5);
      double wall = (System.nanoTime() - begin) / 1e9;
      System.out.printf("heap after: %.1f MB%n", heap());
      System.out.printf(
          "%d jobs of %d ms in %.1f s; at work %.1f s; overhead per job = (%d slots x wall - at work) / jobs = %.2f ms%n",
          jobs, millis, wall, busy, SLOTS, (SLOTS * wall - busy) / jobs * 1e3);
    }
  }

  /** Has so many done; gives the seconds that they slept in all. */
  private static double run(Engine engine, int first, int jobs, long millis, int between)
      throws InterruptedException {
    CountDownLatch open = new CountDownLatch(jobs);
    AtomicInteger done = new AtomicInteger();
    DoubleAdder busy = new DoubleAdder();
    for (int i = 0; i < jobs; i++) {
      var unused =
          engine
              .begin(SleepyJobs.sleep(first + i, millis))
              .whenComplete(
                  (result, failure) -> {
                    if (failure != null || result.ending() != Ending.DONE) {
                      System.out.println(failure + " " + result);
                    } else {
                      busy.add(result.seconds());
                    }
                    int count = done.incrementAndGet();
                    if (between > 0 && count % between == 0) {
                      System.out.printf("%d done, heap %.1f MB%n", count, heap());
                    }
                    open.countDown();
                  });
    }
    open.await();
    return busy.sum();
  }

  private static double heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
