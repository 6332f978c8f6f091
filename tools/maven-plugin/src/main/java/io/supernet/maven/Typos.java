package io.supernet.maven;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Refuses parameters that there are not, and finds others that Maven would ignore without a word.
 */
final class Typos {

  private static final String PREFIX = "supernet.";

  /** Letters by which a name may differ from what was meant. */
  private static final int FAR = 3;

  /** People keep the version of the library in a property of this name. */
  private static final Set<String> OTHERS = Set.of("supernet.version");

  private final String key;
  private final Set<String> parameters = new TreeSet<>();
  private final Set<String> properties = new TreeSet<>();
  private final Map<String, String> propertyOf = new HashMap<>();

  Typos(PluginDescriptor plugin) {
    key = plugin.getPluginLookupKey();
    for (MojoDescriptor goal : plugin.getMojos()) {
      for (Parameter parameter : goal.getParameters()) {
        String expression = String.valueOf(parameter.getExpression());
        parameters.add(parameter.getName());
        if (expression.startsWith("${" + PREFIX)) {
          String property = expression.substring(2, expression.length() - 1);
          properties.add(property);
          propertyOf.put(parameter.getName(), property);
        }
      }
    }
  }

  /**
   * Looks at all that a build gives.
   *
   * @param execution that runs; those of a command line have a name of their own
   * @param given properties of the command line
   * @return sentences about what has no effect
   */
  List<String> check(MavenProject project, String execution, Properties given)
      throws MojoExecutionException {
    checkProperties(given.stringPropertyNames());
    checkProperties(project.getProperties().stringPropertyNames());
    Plugin configured = project.getPlugin(key);
    if (configured == null) {
      return List.of();
    }
    checkConfiguration(configured);
    return overruled(configured, execution, given);
  }

  /** Looks at the properties of a command line or of a POM. */
  void checkProperties(Set<String> names) throws MojoExecutionException {
    for (String name : names) {
      if (name.startsWith(PREFIX) && !properties.contains(name) && !OTHERS.contains(name)) {
        throw unknown("property '" + name + "'", name, properties);
      }
    }
  }

  /** Looks at what a POM configures, for whichever goal. */
  void checkConfiguration(Plugin plugin) throws MojoExecutionException {
    checkConfiguration((ConfigurationContainer) plugin);
    for (ConfigurationContainer execution : plugin.getExecutions()) {
      checkConfiguration(execution);
    }
  }

  private void checkConfiguration(ConfigurationContainer container) throws MojoExecutionException {
    if (container.getConfiguration() instanceof Xpp3Dom configuration) {
      for (Xpp3Dom child : configuration.getChildren()) {
        if (!parameters.contains(child.getName())) {
          throw unknown("parameter <" + child.getName() + ">", child.getName(), parameters);
        }
      }
    }
  }

  /**
   * Properties of a command line in whose place the POM's value counts, a sentence each.
   *
   * @param execution that runs; those of a command line have a name of their own
   */
  List<String> overruled(Plugin plugin, String execution, Properties given) {
    List<String> sentences = new ArrayList<>();
    Stream.concat(
            Stream.of(plugin),
            plugin.getExecutions().stream().filter(each -> each.getId().equals(execution)))
        .filter(container -> container.getConfiguration() instanceof Xpp3Dom)
        .flatMap(container -> Stream.of(((Xpp3Dom) container.getConfiguration()).getChildren()))
        .forEach(
            child -> {
              String property = propertyOf.get(child.getName());
              String value = property == null ? null : given.getProperty(property);
              if (value != null && !value.equals(child.getValue())) {
                sentences.add(
                    "-D"
                        + property
                        + "="
                        + value
                        + " has no effect: the POM's <"
                        + child.getName()
                        + "> counts");
              }
            });
    return sentences;
  }

  static Optional<String> nearest(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparingInt(each -> distance.apply(name, each)))
        .filter(each -> distance.apply(name, each) <= FAR);
  }

  private static MojoExecutionException unknown(String what, String name, Set<String> known) {
    return new MojoExecutionException(
        "There is no "
            + what
            + nearest(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElseGet(() -> "; there are " + String.join(", ", known) + "."));
  }
}
