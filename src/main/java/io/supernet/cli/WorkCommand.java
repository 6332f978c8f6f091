package io.supernet.cli;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.work.FolderWorker;
import io.supernet.work.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "work",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Does jobs of a run or a comparison: trainings and evaluations that a command with '--on folder' hands out. "
            + "Start it on any machine that sees the folder, as often as you like; it waits for jobs, and ends when there is none for a while.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet work /shared/models/mine --processes 4")
final class WorkCommand implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 60;
  private static final int BETWEEN_LOOKS_MILLIS = 500;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      description = "A run or a comparison: a name under models/, or a path. May begin later.")
  private String name;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description = "How many jobs at once, each in a process of its own. Default: one a core.")
  private @Nullable Integer processes;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      converter = Amount.Seconds.class,
      description = "Ends after so long without a job. Default: 10m.")
  private double idle = 600;

  @Option(
      names = "--stall",
      paramLabel = "TIME",
      converter = Amount.Seconds.class,
      description = "A job of which nothing is heard for so long is ended. Default: 10m.")
  private double stall = Places.STALL_SECONDS;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "What this worker is called in the folder, unlike all others: letters, digits, dashes. Default: drawn at random.")
  private @Nullable String as;

  @Mixin private Output output;

  @Override
  public Integer call() throws InterruptedException {
    FolderWorker.Options options = options();
    Path folder = Home.run(name).toAbsolutePath().normalize();
    await(folder);
    FolderWorker worker =
        new FolderWorker(
            new WorkFolder(folder.resolve("work")),
            Places.command(folder, options.processes()),
            options,
            this::say);
    CountDownLatch over = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(worker, over));
    Runtime.getRuntime().addShutdownHook(hook);
    int done;
    try {
      say(Text.of("worker %s in '%s'", options.name(), folder));
      done = worker.run();
    } finally {
      over.countDown();
    }
    output.print(
        output.json()
            ? JsonResult.of(ImmutableMap.of("worker", options.name(), "jobs", done))
            : Text.of("%,d %s done", done, done == 1 ? "job" : "jobs"));
    return 0;
  }

  private FolderWorker.Options options() {
    int count = processes == null ? Places.cores() : processes;
    if (count < 1 || count > 999) {
      throw new SupernetException(
          Kind.USAGE, Text.of("'--processes' is %d; give 1 to 999.", count));
    }
    if (!(idle >= 1)) {
      throw new SupernetException(
          Kind.USAGE, Text.of("'--idle' is %s s; give one second or more.", idle));
    }
    String given = as == null ? UUID.randomUUID().toString().substring(0, 8) : as;
    if (!given.matches("[A-Za-z0-9_-]{1,60}")) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'--as %s' cannot be the name of a worker; take letters, digits, dashes.", given));
    }
    Duration silence = new Places(stall, this::say).silence();
    return new FolderWorker.Options(
        given, count, silence, Duration.ofMillis(Math.round(1000 * idle)));
  }

  /** Workers may be started before the one who has the work. */
  private void await(Path folder) throws InterruptedException {
    long begin = System.nanoTime();
    boolean told = false;
    while (!Files.isDirectory(folder)) {
      if (System.nanoTime() - begin > idle * 1e9) {
        throw new SupernetException(
            Kind.RUN, Text.of("There is no folder '%s', and none came; check the name.", folder));
      }
      if (!told) {
        say(Text.of("waiting for folder '%s'", folder));
        told = true;
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  /** When the JVM is asked to end: jobs save what they have, and others go on with them. */
  private void stop(FolderWorker worker, CountDownLatch over) {
    if (over.getCount() == 0) {
      return;
    }
    worker.stop();
    try {
      if (over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        output.complain("interrupted; its jobs were given back.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String line) {
    if (!output.quiet()) {
      spec.commandLine().getErr().println(line);
      spec.commandLine().getErr().flush();
    }
  }
}
