package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.data.ElementType;
import io.supernet.data.Normalization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

class PreprocessingTest {

  private static final int ROWS = 300;
  private static final int HEIGHT = 6;
  private static final int WIDTH = 5;
  private static final int BORDER = 4;

  @Test
  void bytesAndFloatsAreNormalizedByChannel() {
    Normalization normalization = new Normalization(List.of(0.5f, 0.25f), List.of(0.1f, 2f));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> values = tf.constant(new float[] {0, 51, 255, 102});
      Operand<TUint8> bytes = tf.dtypes.cast(values, TUint8.class);
      float[] ofBytes =
          run(
              graph,
              Preprocessing.normalize(tf, pairs(tf, bytes), ElementType.UINT8, normalization));
      assertThat(ofBytes).containsExactly(new float[] {-5, -0.025f, 5, 0.075f}, offset(1e-5f));
      float[] ofFloats =
          run(
              graph,
              Preprocessing.normalize(tf, pairs(tf, values), ElementType.FLOAT32, normalization));
      assertThat(ofFloats).containsExactly(new float[] {-5, 25.375f, 2545, 50.875f}, offset(1e-3f));
    }
  }

  /** Every image is one crop of itself, and over many images every offset and flip occurs. */
  @Test
  void everyImageIsACropOrItsMirrorImage() {
    float[] images = images();
    float[] cropped = crop(images, 1);
    Set<List<Integer>> seen = new HashSet<>();
    for (int n = 0; n < ROWS; n++) {
      List<List<Integer>> matches = matches(images, cropped, n);
      assertThat(matches).as("image %d", n).hasSize(1);
      seen.add(matches.get(0));
    }
    // 300 draws of 162: 136 different ones are expected, fewer than 115 never happen.
    assertThat(seen).hasSizeGreaterThan(115);
    for (int position = 0; position < 2; position++) {
      int p = position;
      assertThat(seen.stream().map(match -> match.get(p))).contains(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void theSeedDecides() {
    float[] images = images();
    assertThat(crop(images, 1)).isEqualTo(crop(images, 1)).isNotEqualTo(crop(images, 2));
  }

  /** The square's center is each pixel equally often; what lies outside the image is lost. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 11})
  void aSquareIsCutOutAroundARandomPixel(int side) {
    float[] images = images();
    float[] cut = cutout(images, side, 1);
    Map<List<Integer>, Integer> squares = new HashMap<>();
    for (int n = 0; n < ROWS; n++) {
      List<List<Integer>> centers = new ArrayList<>();
      for (int center = 0; center < HEIGHT * WIDTH; center++) {
        if (isCut(images, cut, n, center, side)) {
          centers.add(List.of(center / WIDTH, center % WIDTH));
        }
      }
      assertThat(centers).as("image %d", n).isNotEmpty();
      squares.merge(centers.get(0), 1, Integer::sum);
    }
    if (side == 1) {
      // 300 draws of 30 pixels: ten each are expected, deviation 3.1.
      assertThat(squares).hasSize(HEIGHT * WIDTH);
      assertThat(squares.values()).allMatch(count -> count <= 22);
    } else if (side == 11) {
      assertThat(squares).as("all is cut out wherever the center is").hasSize(1);
    }
  }

  @Test
  void theSeedDecidesOfSquaresToo() {
    float[] images = images();
    assertThat(cutout(images, 3, 1))
        .isEqualTo(cutout(images, 3, 1))
        .isNotEqualTo(cutout(images, 3, 2));
  }

  private static boolean isCut(float[] images, float[] cut, int n, int center, int side) {
    int top = center / WIDTH - side / 2;
    int left = center % WIDTH - side / 2;
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      int row = i / WIDTH - top;
      int column = i % WIDTH - left;
      boolean inside = row >= 0 && row < side && column >= 0 && column < side;
      int at = n * HEIGHT * WIDTH + i;
      if (cut[at] != (inside ? 0 : images[at])) {
        return false;
      }
    }
    return true;
  }

  private static float[] cutout(float[] images, int side, long seed) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> batch =
          tf.reshape(tf.constant(images), tf.constant(new int[] {ROWS, HEIGHT, WIDTH, 1}));
      return run(graph, Preprocessing.cutout(tf, batch, side, tf.constant(new long[] {7, seed})));
    }
  }

  private static List<List<Integer>> matches(float[] images, float[] cropped, int n) {
    List<List<Integer>> matches = new ArrayList<>();
    for (int top = 0; top <= 2 * BORDER; top++) {
      for (int left = 0; left <= 2 * BORDER; left++) {
        for (int flip = 0; flip < 2; flip++) {
          if (isCrop(images, cropped, n, top, left, flip == 1)) {
            matches.add(List.of(top, left, flip));
          }
        }
      }
    }
    return matches;
  }

  private static boolean isCrop(
      float[] images, float[] cropped, int n, int top, int left, boolean flip) {
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      int row = i / WIDTH + top - BORDER;
      int column = (flip ? WIDTH - 1 - i % WIDTH : i % WIDTH) + left - BORDER;
      boolean inside = row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH;
      float expected = inside ? images[n * HEIGHT * WIDTH + row * WIDTH + column] : 0;
      if (cropped[n * HEIGHT * WIDTH + i] != expected) {
        return false;
      }
    }
    return true;
  }

  /** All pixels of an image differ and none is black. */
  private static float[] images() {
    float[] images = new float[ROWS * HEIGHT * WIDTH];
    Random random = new Random(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = 1 + random.nextFloat();
    }
    return images;
  }

  private static float[] crop(float[] images, long seed) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> batch =
          tf.reshape(tf.constant(images), tf.constant(new int[] {ROWS, HEIGHT, WIDTH, 1}));
      return run(graph, Preprocessing.cropAndFlip(tf, batch, tf.constant(new long[] {7, seed})));
    }
  }

  private static <T extends TNumber> Operand<T> pairs(Ops tf, Operand<T> values) {
    return tf.reshape(values, tf.constant(new int[] {2, 2}));
  }

  private static float[] run(Graph graph, Operand<TFloat32> wanted) {
    try (Session session = new Session(graph);
        Result result = session.runner().fetch(wanted).run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] values = new float[(int) tensor.size()];
      tensor.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }
}
