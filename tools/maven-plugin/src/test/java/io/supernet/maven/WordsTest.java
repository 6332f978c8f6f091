package io.supernet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void whatIsNotGivenIsLeftOut() {
    assertThat(
            new Words("run")
                .option("--seed", 3L)
                .option("--time", null)
                .option("--total-epochs", "  ")
                .each("--set", List.of("a=1", "b=2"))
                .list())
        .containsExactly("run", "--seed", "3", "--set", "a=1", "--set", "b=2");
  }

  @Test
  void aLineIsSplitAsAShellDoes() throws MojoExecutionException {
    assertThat(Words.of(List.of("--drop", "a b"), "--prior accuracy,live-macs --keep 'c d'"))
        .containsExactly("--drop", "a b", "--prior", "accuracy,live-macs", "--keep", "c d");
    assertThat(Words.of(null, null)).isEmpty();
    assertThatThrownBy(() -> Words.of(null, "--keep 'c"))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("--keep 'c");
  }

  @Test
  void anOptionIsFoundAndTakenOutInBothForms() {
    List<String> words = List.of("--time", "5m", "--seed=3", "--timely", "x");
    assertThat(Words.value(words, "--time")).hasValue("5m");
    assertThat(Words.value(words, "--seed")).hasValue("3");
    assertThat(Words.value(words, "--see")).isEmpty();
    assertThat(Words.without(words, "--time")).containsExactly("--seed=3", "--timely", "x");
    assertThat(Words.without(words, "--seed")).doesNotContain("--seed=3").hasSize(4);
  }

  @Test
  void whatThePluginGivesIsTakenInBothForms() throws MojoExecutionException {
    for (String word : List.of("--data", "--space=cell", "--until", "--out=x", "--architecture")) {
      List<String> words = List.of("--batch", "16", word, "x");
      assertThatThrownBy(() -> Taken.RUN.checked("arguments", words))
          .isInstanceOf(MojoExecutionException.class)
          .hasMessageContainingAll("arguments: '" + word.replaceFirst("=.*", ""), "not allowed");
    }
    assertThatThrownBy(() -> Taken.RUN.checked("arguments", List.of("@more.args")))
        .hasMessageContaining("'@more.args' is a file");
    assertThatThrownBy(() -> Taken.AUDIT.checked("auditArguments", List.of("--table", "t.csv")))
        .hasMessageContaining("auditArguments: '--table'");
    assertThatThrownBy(() -> Taken.EXPORT.checked("exportArguments", List.of("--weights=int8")))
        .hasMessage("exportArguments: '--weights' is not allowed here; set <weights>.");
    List<String> others = List.of("--no-baseline", "--from=scratch", "--data-like", "--spaces");
    assertThat(Taken.RUN.checked("arguments", others)).isEqualTo(others);
  }
}
