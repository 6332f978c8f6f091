package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import io.supernet.export.Predictor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictImagesTest {

  @TempDir Path folder;

  @Test
  void aVerbAnswersImages() throws IOException {
    Path gray = folder.resolve("gray, even.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", gray.toFile());
    Command answered =
        Command.run(TinyRun.home(), new String[] {"predict", "finished", gray.toString()});
    float[] expected;
    String name;
    try (Predictor predictor = Predictor.load(TinyRun.home().resolve("savedmodels/finished"))) {
      expected = predictor.predict(new byte[][] {new byte[64]})[0];
      name = predictor.className(expected);
    }
    assertThat(answered.succeeded().out().lines())
        .hasSize(2)
        .contains("file,class,probability")
        .anyMatch(line -> line.startsWith("\"" + gray + "\"," + name + ",0."));
  }

  @Test
  void saysWhichItCannotRead() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no image");
    predict("finished " + text).failed(3, "'" + text + "'", "is not a readable image");
    predict("finished " + folder.resolve("none.png")).failed(6, "none.png");
    predict("nobody " + text).failed(6, "nobody", "holds no exported model");
  }

  private static Command predict(String words) {
    return Command.run(TinyRun.home(), "predict " + words);
  }
}
