package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.TinyRun;
import io.supernet.network.PlainNames;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/** In languages with digits of their own, all is as in others: here Persian against the rest. */
class OtherLocalesTest {

  private static final List<String> WRITTEN =
      List.of(
          "definition.pbtxt",
          "evaluations.jsonl",
          "searches.jsonl",
          "retrained.jsonl",
          "tested.jsonl");

  @Test
  void aRunLeavesTheSameFiles(@TempDir Path folder) {
    Path persian = folder.resolve("persian");
    Locale before = Locale.getDefault();
    Path other = TinyRun.run();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      try (Run run =
          Run.builder(persian)
              .definition(TinyRun.network())
              .goal(Goal.EXPORT)
              .options(RunRecords.read(other).manifest().options())
              .create()) {
        new Pipeline(run, folder.resolve("exports"), Progress.SILENT).run();
      }
    } finally {
      Locale.setDefault(before);
    }
    assertThat(WRITTEN)
        .allSatisfy(
            file -> assertThat(persian.resolve(file)).hasSameTextualContentAs(other.resolve(file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"en-US", "fa-IR", "ar-EG-u-nu-arab", "mr-IN-u-nu-deva", "th-TH-u-nu-thai"})
  void operationsHavePlainDigits(String language) {
    Locale before = Locale.getDefault();
    try (Graph graph = new Graph()) {
      Locale.setDefault(Locale.forLanguageTag(language));
      Ops tf = PlainNames.in(graph);
      assertThat(List.of(tf.constant(1), tf.constant(2), tf.withName("a").constant(3)))
          .extracting(OtherLocalesTest::name)
          .containsExactly("Const", "Const_1", "a");
      assertThat(name(tf.withSubScope("part").constant(4))).isEqualTo("part/Const");
      assertThat(name(tf.withSubScope("part").withName("a").constant(5))).isEqualTo("part_1/a");
      // Another one for the same graph goes on.
      assertThat(name(PlainNames.in(graph).withName("a").constant(6))).isEqualTo("a_1");
      assertThat(name(PlainNames.in(graph).withSubScope("part").constant(7)))
          .isEqualTo("part/Const_1");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String name(Op op) {
    return op.op().name();
  }
}
