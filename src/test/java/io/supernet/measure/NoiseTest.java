package io.supernet.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.DataSet;
import io.supernet.network.Prediction;
import io.supernet.network.Task;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NoiseTest {

  /** What is measured is fed as it is trained: every category, and nothing between them. */
  @Test
  void categoriesAreNumbered() {
    Task task = new Task(List.of(2L), List.of(3, 0), Prediction.classification(2));
    DataSet noise = Noise.of(task, 50, new Random(1)).train();
    assertThat(noise.categories()).containsExactly(3, 0);
    FloatBuffer values = noise.examples().asFloatBuffer();
    TreeSet<Float> found = new TreeSet<>();
    for (int row = 0; row < 50; row++) {
      found.add(values.get(2 * row));
    }
    assertThat(found).containsExactly(0f, 1f, 2f);
  }
}
