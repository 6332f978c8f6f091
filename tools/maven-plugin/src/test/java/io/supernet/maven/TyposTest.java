package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class TyposTest {

  @Test
  void aPropertyThatThereIsNotIsRefused() throws Exception {
    Typos typos = typos();
    assertThatThrownBy(() -> typos.checkProperties(Set.of("supernet.spcae")))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("There is no property 'supernet.spcae'; did you mean supernet.space?");
    assertThatThrownBy(() -> typos.checkProperties(Set.of("supernet.colour")))
        .hasMessageContaining("there are supernet.seed, supernet.space.");
    assertThatCode(
            () -> typos.checkProperties(Set.of("supernet.seed", "supernet.version", "other.spcae")))
        .doesNotThrowAnyException();
  }

  @Test
  void aPropertyOfThePomIsLookedAtToo() throws Exception {
    MavenProject project = new MavenProject();
    project.getProperties().setProperty("supernet.spce", "cell");
    Typos typos = typos();
    assertThatThrownBy(() -> typos.check(project, "default-cli", new Properties()))
        .hasMessageContaining("did you mean supernet.space?");
    assertThat(typos.check(new MavenProject(), "default-cli", new Properties())).isEmpty();
  }

  @Test
  void aParameterOfThePomThatThereIsNotIsRefused() throws Exception {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(new Xpp3Dom("sede"));
    Plugin plugin = new Plugin();
    plugin.setConfiguration(configuration);
    Typos typos = typos();
    assertThatThrownBy(() -> typos.checkConfiguration(plugin))
        .hasMessage("There is no parameter <sede>; did you mean seed?");
  }

  @Test
  void aPropertyInWhosePlaceThePomCountsIsTold() throws Exception {
    Xpp3Dom seed = new Xpp3Dom("seed");
    seed.setValue("1");
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(seed);
    Plugin plugin = new Plugin();
    plugin.setConfiguration(configuration);
    Properties given = new Properties();
    given.setProperty("supernet.seed", "2");
    given.setProperty("supernet.space", "cell");
    assertThat(typos().overruled(plugin, "default-cli", given))
        .containsExactly("-Dsupernet.seed=2 has no effect: the POM's <seed> counts");
    given.setProperty("supernet.seed", "1");
    assertThat(typos().overruled(plugin, "default-cli", given)).isEmpty();
  }

  @Test
  void whatIsFarFromAllNamesIsNotGuessed() {
    assertThat(Typos.nearest("lunch", List.of("space", "data"))).isEmpty();
  }

  private static Typos typos() throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    for (String name : List.of("space", "seed")) {
      Parameter parameter = new Parameter();
      parameter.setName(name);
      parameter.setExpression("${supernet." + name + "}");
      goal.addParameter(parameter);
    }
    goal.setGoal("run");
    PluginDescriptor plugin = new PluginDescriptor();
    plugin.addMojo(goal);
    return new Typos(plugin);
  }
}
