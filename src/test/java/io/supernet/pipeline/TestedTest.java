package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.evaluate.Evaluation;
import io.supernet.pipeline.TestPhase.Tested;
import io.supernet.space.Architecture;
import io.supernet.text.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestedTest {

  private static final Architecture PATH = Architecture.of(1);

  @Test
  void aLineHasTheMetricsByTheirNames() {
    Tested tested = new Tested("0a", 0.5, Map.of("r2", 0.25), null);
    String line = Json.LINE.toJson(tested);
    assertThat(line).isEqualTo("{\"key\":\"0a\",\"validationLoss\":0.5,\"metrics\":{\"r2\":0.25}}");
    assertThat(Json.LINE.fromJson(line, Tested.class)).isEqualTo(tested);
    assertThat(tested.of(PATH)).isEqualTo(new Evaluation(PATH, Map.of("r2", 0.25)));
  }

  /** As they were when an accuracy was all that there was. */
  @Test
  void oldLinesHaveAnAccuracy() {
    String old = "{\"key\":\"0a\",\"validationLoss\":0.5,\"accuracy\":0.75}";
    assertThat(Json.LINE.fromJson(old, Tested.class).of(PATH))
        .isEqualTo(new Evaluation(PATH, Map.of("accuracy", 0.75)));
  }
}
