package io.supernet.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Does the whole job: trains a supernet, searches it, lets the best compete, exports the winner and
 * writes the result that can be committed. Does nothing if that is up to date; an interrupted run
 * goes on. If the result was found before and there is no run, trains its architecture alone.
 */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public class RunMojo extends FindingMojo {

  @Override
  boolean searches() {
    return true;
  }
}
