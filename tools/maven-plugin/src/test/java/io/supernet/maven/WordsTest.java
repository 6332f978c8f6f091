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
    assertThat(Words.have(words, "--time")).isTrue();
    assertThat(Words.have(words, "--seed")).isTrue();
    assertThat(Words.have(words, "--see")).isFalse();
    assertThat(Words.without(words, "--time")).containsExactly("--seed=3", "--timely", "x");
    assertThat(Words.without(words, "--seed")).doesNotContain("--seed=3").hasSize(4);
  }
}
