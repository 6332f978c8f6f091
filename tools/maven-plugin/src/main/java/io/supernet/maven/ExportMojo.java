package io.supernet.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Exports what was found, and never searches: from the run if there is one, else by training the
 * architecture of the committed result alone. For builds of continuous integration.
 */
@Mojo(name = "export", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public class ExportMojo extends FindingMojo {

  @Override
  boolean searches() {
    return false;
  }
}
