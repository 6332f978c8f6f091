package io.supernet.maven;

import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Says how far the ranking of a run's supernet can be trusted: trains a sample of architectures
 * alone and compares. The result keeps the figure, too.
 */
@Mojo(name = "audit", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public class AuditMojo extends SupernetMojo {

  private static final String AUDIT = "audit";

  /** Architectures to compare. */
  @Parameter(property = "supernet.auditSample")
  private Integer auditSample;

  /** Trainings of each. */
  @Parameter(property = "supernet.auditSeeds")
  private Integer auditSeeds;

  /** Epochs of each training. */
  @Parameter(property = "supernet.auditEpochs")
  private Integer auditEpochs;

  /** Further options of 'supernet audit', in one line. */
  @Parameter(property = "supernet.auditArguments")
  private String auditArguments;

  @Override
  void work()
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
    Inputs inputs = inputs();
    RunFolder run = folder(inputs);
    List<String> words =
        new Words()
            .option("--sample", auditSample)
            .option("--seeds", auditSeeds)
            .option("--epochs", auditEpochs)
            .all(Taken.AUDIT.checked("auditArguments", Words.of(null, auditArguments)))
            .list();
    locked(run, () -> audit(run, words, inputs));
  }

  private void audit(RunFolder run, List<String> words, Inputs inputs)
      throws MojoExecutionException, MojoFailureException {
    if (!run.began()) {
      throw new MojoExecutionException(
          "An audit needs the supernet of a run, and "
              + shown(run.path())
              + " is not there; 'mvn supernet:search' or 'mvn supernet:run -Dsupernet.force' makes it.");
    }
    if (!force && run.audit().isPresent() && run.isMadeBy(AUDIT, words)) {
      getLog().info("up to date: " + shown(run.path().resolve("audit.md")));
    } else {
      command(new Words(AUDIT, run.path().toString()).all(words).all(executor()).list());
      run.madeBy(AUDIT, words);
    }
    if (run.winner().isPresent() && Found.of(run, options(), inputs).write(resultFile())) {
      getLog().info("result: " + shown(resultFile()));
    }
  }
}
