package io.supernet.maven;

import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Trains a supernet and searches it, and stops there; the goal run goes on with its best. Does
 * nothing if that is up to date.
 */
@Mojo(name = "search", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public class SearchMojo extends SupernetMojo {

  @Override
  void work()
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
    RunFolder run = folder(inputs());
    locked(run, () -> search(run));
  }

  private void search(RunFolder run) throws MojoExecutionException, MojoFailureException {
    if (force) {
      run.delete();
    }
    if (run.outcome().isPresent()) {
      getLog().info("up to date: " + shown(run.path()));
      command(new Words("top", run.path().toString()).list());
    } else if (run.began()) {
      getLog().info("going on with the run in " + shown(run.path()));
      command(new Words("search", run.path().toString()).list());
    } else {
      command(
          new Words("run", "--name", run.path().toString(), "--until", "search")
              .all(options())
              .list());
    }
  }
}
