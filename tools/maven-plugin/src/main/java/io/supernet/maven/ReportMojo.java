package io.supernet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes a page about the run, even while it is running, and what its audit says beside it. */
@Mojo(name = "report", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public class ReportMojo extends SupernetMojo {

  @Override
  void work() throws IOException, MojoExecutionException, MojoFailureException {
    Inputs inputs = inputs();
    Optional<Found> found = Found.read(resultFile());
    RunFolder run = folder(inputs, found, folder(inputs).began());
    if (!run.began()) {
      throw new MojoExecutionException(
          "Nothing is there to report: no run in "
              + shown(run.path())
              + ". 'mvn supernet:run' makes it.");
    }
    Path folder = Files.createDirectories(reports());
    command(
        new Words("report", run.path().toString())
            .option("--out", folder.resolve("report.html"))
            .list());
    for (String name : List.of("audit.md", "winner.svg")) {
      Path file = run.path().resolve(name);
      if (Files.exists(file)) {
        Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
