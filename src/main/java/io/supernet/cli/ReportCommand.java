package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.report.ComparisonReport;
import io.supernet.report.RunReport;
import io.supernet.run.RunLayout;
import io.supernet.storage.OwnFiles;
import io.supernet.storage.UserFile;
import io.supernet.study.compare.Comparison;
import io.supernet.study.compare.MethodComparison;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Writes a self-contained HTML page about a run, even while it is running, or about a finished comparison.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet report mine --open")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      description = "A run or a comparison: its name under models/, or a path.")
  private String name;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the page. Default: report.html in the run's folder.")
  private Path out;

  @Option(
      names = "--open",
      description =
          "Show the page in the browser: the program that BROWSER names, or the system's.")
  private boolean open;

  @Override
  public Integer call() {
    if (open && out != null && UserFile.isStandardOutput(out)) {
      throw new SupernetException(
          Kind.USAGE, "A page on standard output cannot be opened; leave out --open or --out.");
    }
    Path run = Home.run(name);
    Path file = out == null ? run.resolve(RunLayout.REPORT) : out;
    if (out == null) {
      OwnFiles.refuseLinks(file);
    }
    if (Comparison.isIn(run) || MethodComparison.isIn(run)) {
      ComparisonReport.write(run, name, file);
    } else {
      RunReport.write(run, name, file);
    }
    if (!UserFile.isStandardOutput(file)) {
      spec.commandLine().getOut().println("Report: " + file);
    }
    if (open) {
      Browser.open(file);
    }
    return 0;
  }
}
