package io.supernet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.network.PlainNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

class ImageFilesTest {

  private static final List<Long> GRAY = List.of(4L, 6L, 1L);
  private static final List<Long> COLOR = List.of(4L, 6L, 3L);
  private static final int RED = 0xFF0000;
  private static final int GREEN = 0x00FF00;
  private static final int BLUE = 0x0000FF;

  @Test
  void aFileOfTheRightSizeIsTheImageItself() {
    byte[] pixels = new byte[24];
    new Random(1).nextBytes(pixels);
    assertThat(decoded(GRAY, PngFile.gray(6, 4, pixels))).containsExactly(pixels);
    byte[] colors = decoded(COLOR, PngFile.gray(6, 4, pixels));
    for (int i = 0; i < colors.length; i++) {
      assertThat(colors[i]).isEqualTo(pixels[i / 3]);
    }
  }

  @Test
  void channelsAreRedGreenAndBlue() {
    byte[] file = PngFile.colored("png", 6, 4, (x, y) -> 0x102030);
    assertThat(decoded(COLOR, file)).startsWith(0x10, 0x20, 0x30, 0x10);
  }

  /** TensorFlow's own conversion of PNG files has green and blue the other way round. */
  @Test
  void grayIsAsBrightAsItsColors() {
    for (String format : List.of("png", "bmp")) {
      assertThat(decoded(GRAY, PngFile.colored(format, 6, 4, (x, y) -> RED))[0])
          .isEqualTo((byte) 76);
      assertThat(decoded(GRAY, PngFile.colored(format, 6, 4, (x, y) -> GREEN))[0])
          .isEqualTo((byte) 150);
      assertThat(decoded(GRAY, PngFile.colored(format, 6, 4, (x, y) -> BLUE))[0])
          .isEqualTo((byte) 29);
    }
  }

  @Test
  void whatShrinksIsAveragedAndWhatGrowsIsInterpolated() {
    // One white pixel of each two by two: with the nearest pixel alone, all would be white or
    // black.
    byte[] shrunk =
        decoded(
            GRAY,
            PngFile.colored("png", 60, 40, (x, y) -> x % 2 == 0 && y % 2 == 0 ? 0xFFFFFF : 0));
    for (byte pixel : shrunk) {
      assertThat((int) pixel).isBetween(59, 69);
    }
    byte[] grown = decoded(GRAY, PngFile.gray(2, 4, new byte[] {0, 60, 0, 60, 0, 60, 0, 60}));
    assertThat(grown).startsWith(0, 0, 20, 40, 60, 60);
  }

  @Test
  void filesOfAnySizeAreOneBatch() {
    assertThat(
            decoded(
                GRAY,
                PngFile.colored("jpg", 33, 9, (x, y) -> 0x808080),
                PngFile.colored("gif", 1, 1, (x, y) -> 0x808080)))
        .hasSize(48)
        .containsOnly(128);
    assertThat(decoded(GRAY)).isEmpty();
  }

  @Test
  void aFileThatIsNoImageIsRefused() {
    byte[] image = PngFile.gray(6, 4, new byte[24]);
    for (String broken : List.of("", "no image")) {
      assertThatThrownBy(() -> decoded(GRAY, image, broken.getBytes(StandardCharsets.UTF_8)))
          .hasMessageContaining("DecodeImage");
    }
  }

  private static byte[] decoded(List<Long> shape, byte[]... files) {
    NdArray<byte[]> contents = NdArrays.ofObjects(byte[].class, Shape.of(files.length));
    for (int i = 0; i < files.length; i++) {
      contents.setObject(files[i], i);
    }
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      Placeholder<TString> input = tf.placeholder(TString.class);
      Operand<TUint8> images = ImageFiles.decoded(tf, input, ImageFiles.reading(shape));
      try (Session session = new Session(graph);
          TString fed = TString.tensorOfBytes(contents);
          Result result = session.runner().feed(input.asOutput(), fed).fetch(images).run()) {
        byte[] pixels = new byte[Math.toIntExact(((TUint8) result.get(0)).size())];
        ((TUint8) result.get(0)).asRawTensor().data().read(pixels);
        return pixels;
      }
    }
  }
}
