package io.supernet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Goals that end with an exported model. */
abstract class FindingMojo extends SupernetMojo {

  private static final String EXPORT = "export";

  /** Whether a search is begun where there is none to go on with and nothing was found before. */
  abstract boolean searches();

  @Override
  final void work()
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
    Inputs inputs = inputs();
    RunFolder run = folder(inputs);
    locked(run, () -> find(run, inputs));
  }

  private void find(RunFolder run, Inputs inputs)
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
    if (force && searches()) {
      run.delete();
    }
    // An export never searches, so that a run counts for it once it came to its end.
    boolean there = searches() ? run.began() : run.winner().isPresent();
    Optional<Found> found = there || (force && searches()) ? Optional.empty() : kept(inputs);
    if (found.isPresent()) {
      trainFound(inputs, found.get());
      return;
    }
    if (!there && !searches()) {
      throw new MojoExecutionException(
          "Nothing is there to export: no finished run in "
              + shown(run.path())
              + ", and no result in "
              + shown(resultFile())
              + ". 'mvn supernet:run' searches; commit the result that it writes.");
    }
    boolean done = export(run, options());
    publish(run, keep(Found.of(run, options(), inputs)) && done);
  }

  /**
   * Writes what was found, or says that the file says something else; returns whether it did not.
   */
  private boolean keep(Found found) throws MojoExecutionException {
    if (!searches()) {
      if (!Found.read(resultFile()).equals(Optional.of(found))) {
        getLog()
            .warn(
                shown(resultFile())
                    + " does not say what this run found; 'mvn supernet:run' writes it");
      }
      return true;
    }
    boolean written = found.write(resultFile());
    if (written) {
      getLog().info("result: " + shown(resultFile()));
    }
    return !written;
  }

  /** What was found before with these inputs. */
  private Optional<Found> kept(Inputs inputs) throws MojoExecutionException {
    Optional<Found> found = Found.read(resultFile());
    if (found.isEmpty()) {
      return found;
    }
    classPath()
        .version("io.supernet", "supernet")
        .flatMap(found.get()::otherVersion)
        .ifPresent(other -> getLog().warn(shown(resultFile()) + ": " + other));
    List<String> differ = found.get().inputs().differences(inputs);
    if (differ.isEmpty()) {
      getLog().info(shown(resultFile()) + " is up to date: nothing is searched");
      return found;
    }
    String changed =
        String.join(" and ", differ) + " changed since " + shown(resultFile()) + " was written";
    if (searches()) {
      getLog().info(changed + ": searching");
      return Optional.empty();
    }
    if (force || found.get().inputs().serve(inputs)) {
      getLog().warn(changed + "; its architecture is trained all the same");
      return found;
    }
    throw new MojoExecutionException(
        changed
            + ". 'mvn supernet:run' searches with what there is now; -Dsupernet.force trains the architecture of the file all the same.");
  }

  private void trainFound(Inputs inputs, Found found)
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
    RunFolder alone = folder(inputs, found);
    getLog().info("training " + found.architecture() + " alone");
    locked(alone, () -> publish(alone, export(alone, options(found))));
  }

  /** Brings a run to its end; returns whether it was there. */
  private boolean export(RunFolder run, List<String> options)
      throws MojoExecutionException, MojoFailureException {
    List<String> exporting = exportOptions(run);
    Path model = run.model().resolve(Integer.toString(modelVersion));
    if (run.winner().isPresent() && run.isMadeBy(EXPORT, exporting) && Files.exists(model)) {
      return true;
    }
    if (run.began()) {
      getLog().info("going on with the run in " + shown(run.path()));
      command(new Words(EXPORT, run.path().toString()).all(exporting).all(executor()).list());
    } else {
      command(new Words("run", "--name", run.path().toString()).all(options).all(exporting).list());
    }
    run.madeBy(EXPORT, exporting);
    return false;
  }

  /** Copies the model to where the build wants it. */
  private void publish(RunFolder run, boolean done) throws IOException, MojoExecutionException {
    String version = Integer.toString(modelVersion);
    Path model = run.model().resolve(version);
    Path wanted = exportFolder().resolve(version);
    if (Folders.same(model, wanted)) {
      if (done) {
        getLog().info("up to date: " + shown(run.path()) + ", model in " + shown(wanted));
      }
      return;
    }
    if (Files.exists(wanted) && !Files.exists(wanted.resolve("supernet.json"))) {
      throw new MojoExecutionException(
          "'" + wanted + "' is there and holds no model; move it away, or change supernet.export.");
    }
    Folders.replace(model, wanted);
    getLog()
        .info((done ? "up to date: " + shown(run.path()) + "; " : "") + "model: " + shown(wanted));
  }
}
