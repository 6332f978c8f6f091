package io.supernet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Longs;
import io.supernet.export.DenseExport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.exceptions.TFInvalidArgumentException;

/** What asks an export without this library, as the README shows it. */
class ClassifierTest {

  @TempDir private Path folder;

  @Test
  void tellsTheClassesOfRowsAndRefusesOthers() {
    DenseExport.write(folder, 1, folder.resolve("flowers/1"));
    try (Classifier classifier = new Classifier(folder.resolve("flowers/1"), 4)) {
      long[] classes = classifier.classify(new float[][] {{1, 2, 0, 8}, {6, 0, 2, 100}});
      assertThat(Longs.asList(classes)).hasSize(2).isSubsetOf(0L, 1L);
      assertThatThrownBy(() -> classifier.classify(new float[][] {{1, 2, 0}}))
          .isInstanceOf(TFInvalidArgumentException.class);
      assertThatThrownBy(() -> classifier.classify(new float[][] {{1, 2, 0, Float.NaN}}))
          .isInstanceOf(TFInvalidArgumentException.class);
    }
  }
}
