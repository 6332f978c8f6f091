package io.supernet.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.data.ImageFit;
import io.supernet.data.ImageReading;
import io.supernet.data.ImageSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  /** Top left dark, top right brighter, bottom left brighter still, bottom right white. */
  private static int corners(int x, int y) {
    return (x < 16 ? 0 : 80) + (y < 16 ? 0 : 160);
  }

  /** Where the corners come to lie, by orientation from 1: read from left to right, down. */
  private static final int[][] UPRIGHT = {
    {0, 80, 160, 240}, {80, 0, 240, 160}, {240, 160, 80, 0}, {160, 240, 0, 80},
    {0, 160, 80, 240}, {160, 0, 240, 80}, {240, 80, 160, 0}, {80, 240, 0, 160}
  };

  private static byte[] read(byte[] file, int height, int width, int channels, ImageFit fit)
      throws ImageDecoder.Unreadable {
    ImageReading reading = new ImageReading(new ImageSize(height, width), channels, fit);
    try (ImageDecoder decoder = new ImageDecoder(reading)) {
      return decoder.decode(file);
    }
  }

  @Test
  void colorsAlphaAndGrayBecomeTheChannelsThatAreWanted() throws ImageDecoder.Unreadable {
    byte[] alpha = ImageFile.alpha(1, 2, (x, y) -> x == 0 ? 0x80102030 : 0xFF405060);
    assertThat(read(alpha, 1, 2, 4, ImageFit.CROP))
        .containsExactly(0x10, 0x20, 0x30, 0x80, 0x40, 0x50, 0x60, 0xFF);
    assertThat(read(alpha, 1, 2, 3, ImageFit.CROP))
        .containsExactly(0x10, 0x20, 0x30, 0x40, 0x50, 0x60);
    byte[] color = ImageFile.color("png", 1, 1, (x, y) -> 0x102030);
    assertThat(read(color, 1, 1, 4, ImageFit.CROP)).containsExactly(0x10, 0x20, 0x30, 0xFF);
    assertThat(read(color, 1, 1, 1, ImageFit.CROP)).containsExactly(29);
    for (String format : new String[] {"png", "jpg"}) {
      byte[] gray = ImageFile.gray(format, 1, 1, (x, y) -> 70);
      assertThat(read(gray, 1, 1, 4, ImageFit.CROP)).containsExactly(70, 70, 70, 0xFF);
      assertThat(read(gray, 1, 1, 3, ImageFit.CROP)).containsExactly(70, 70, 70);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void photographsAreUpright(int orientation) throws Exception {
    for (boolean bigEndian : new boolean[] {true, false}) {
      byte[] file =
          ImageFile.turned(
              orientation, ImageFile.gray("jpg", 32, 32, ImageDecoderTest::corners), bigEndian);
      byte[] pixels = read(file, 32, 32, 1, ImageFit.CROP);
      for (int corner = 0; corner < 4; corner++) {
        int at = (8 + 16 * (corner / 2)) * 32 + 8 + 16 * (corner % 2);
        int expected = UPRIGHT[orientation - 1][corner];
        assertThat(pixels[at] & 0xFF).isBetween(expected - 2, expected + 2);
      }
      byte[] wide =
          ImageFile.turned(
              orientation, ImageFile.gray("jpg", 16, 48, ImageDecoderTest::corners), bigEndian);
      assertThat(ImageHeader.read(new ByteArrayInputStream(wide)))
          .contains(orientation < 5 ? new ImageHeader(16, 48, 1) : new ImageHeader(48, 16, 1));
    }
  }

  @Test
  void sidesOfAnotherRatioAreCutFilledOrStretched() throws ImageDecoder.Unreadable {
    // Black, white, white, black in columns of two.
    byte[] wide = ImageFile.gray("png", 4, 8, (x, y) -> x < 2 || x > 5 ? 0 : 255);
    assertThat(read(wide, 4, 4, 1, ImageFit.CROP)).containsOnly(255);
    byte[] filled = read(wide, 8, 8, 1, ImageFit.PAD);
    assertThat(Arrays.copyOf(filled, 16)).containsOnly(0);
    assertThat(Arrays.copyOfRange(filled, 16, 24)).containsExactly(0, 0, 255, 255, 255, 255, 0, 0);
    assertThat(Arrays.copyOfRange(filled, 48, 64)).containsOnly(0);
    byte[] stretched = read(wide, 8, 8, 1, ImageFit.STRETCH);
    assertThat(Arrays.copyOf(stretched, 8)).containsExactly(0, 0, 255, 255, 255, 255, 0, 0);
  }

  /** What PIL gives for the same: Image.resize((3, 2), BILINEAR). */
  @Test
  void whatShrinksIsTheMeanOfWhatWasThere() throws ImageDecoder.Unreadable {
    byte[] file = ImageFile.gray("png", 6, 9, (x, y) -> (x * x * 3 + y * 17) % 256);
    byte[] shrunk = read(file, 2, 3, 1, ImageFit.CROP);
    int[] expected = {29, 73, 161, 72, 116, 164};
    for (int i = 0; i < expected.length; i++) {
      assertThat(shrunk[i] & 0xFF).isBetween(expected[i] - 1, expected[i] + 1);
    }
  }

  @Test
  void whatIsNoImageIsRefusedInASentence() {
    byte[] jpeg = ImageFile.gray("jpg", 64, 64, (x, y) -> x * y % 256);
    for (byte[] broken :
        new byte[][] {
          "no image".getBytes(StandardCharsets.UTF_8),
          Arrays.copyOf(jpeg, jpeg.length / 2),
          Arrays.copyOf(ImageFile.gray("png", 9, 9, (x, y) -> 0), 50)
        }) {
      assertThatThrownBy(() -> read(broken, 8, 8, 1, ImageFit.CROP))
          .isInstanceOf(ImageDecoder.Unreadable.class)
          .message()
          .doesNotContain("{{", "[[", "\n")
          .isNotEmpty();
    }
  }

  @Test
  void theBeginningTellsSizeAndChannels() throws IOException {
    for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
      assertThat(header(ImageFile.color(format, 5, 7, (x, y) -> 0x102030)))
          .isEqualTo(new ImageHeader(5, 7, 3));
    }
    assertThat(header(ImageFile.gray("jpg", 5, 7, (x, y) -> 9)))
        .isEqualTo(new ImageHeader(5, 7, 1));
    assertThat(header(ImageFile.gray("png", 5, 7, (x, y) -> 9)))
        .isEqualTo(new ImageHeader(5, 7, 1));
    assertThat(header(ImageFile.alpha(5, 7, (x, y) -> 9))).isEqualTo(new ImageHeader(5, 7, 4));
    for (String text : new String[] {"", "B", "BM", "no image", "GIF89a"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(ImageHeader.read(new ByteArrayInputStream(bytes))).isEmpty();
    }
  }

  private static ImageHeader header(byte[] file) throws IOException {
    return ImageHeader.read(new ByteArrayInputStream(file)).orElseThrow();
  }
}
