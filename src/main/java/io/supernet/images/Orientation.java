package io.supernet.images;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * How a camera was held: Exif's tag 0x0112, a number from 1 to 8. TensorFlow's decoders leave
 * photographs as the sensor saw them, on their side or upside down; these turn them upright.
 */
final class Orientation {

  /** It stands at the beginning of a file. */
  static final int HEAD = 4096;

  private static final String ANY = "ANY";

  /** The tag in either order of bytes: its number, type SHORT, one of them, its value. */
  private static final String TAG =
      "(?s)ANY*?Exif\\x00\\x00(?:MM\\x00\\x2aANY*?\\x01\\x12\\x00\\x03\\x00\\x00\\x00\\x01\\x00([\\x01-\\x08])"
          + "|II\\x2a\\x00ANY*?\\x12\\x01\\x03\\x00\\x01\\x00\\x00\\x00([\\x01-\\x08]))ANY*";

  private static final Pattern IN_JAVA = Pattern.compile(TAG.replace(ANY, "."));

  /** RE2 reads UTF-8, where only this matches a byte. */
  private static final String IN_GRAPHS = TAG.replace(ANY, "\\C");

  private static final List<Integer> SIDEWAYS = List.of(5, 6, 7, 8);
  private static final List<Integer> MIRRORED = List.of(2, 3, 6, 7);
  private static final List<Integer> UPSIDE_DOWN = List.of(3, 4, 7, 8);

  private final Operand<TString> digit;

  private Orientation(Operand<TString> digit) {
    this.digit = digit;
  }

  /** Whether height and width change places. */
  static boolean isSideways(byte[] head) {
    Matcher matcher = IN_JAVA.matcher(new String(head, StandardCharsets.ISO_8859_1));
    if (!matcher.matches()) {
      return false;
    }
    String found = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return SIDEWAYS.contains((int) found.charAt(0));
  }

  /**
   * That of a file.
   *
   * @param file string, a scalar
   */
  static Orientation of(Ops tf, Operand<TString> file) {
    Operand<TString> head = tf.strings.substr(file, tf.constant(0), tf.constant(HEAD));
    return new Orientation(
        tf.strings.regexReplace(head, tf.constant(IN_GRAPHS), tf.constant("\\1\\2")));
  }

  /** {@code [height, width]} as it lies in the file, for one that is upright; or vice versa. */
  Operand<TInt32> turned(Ops tf, Operand<TInt32> size) {
    return tf.select(isOneOf(tf, SIDEWAYS), tf.reverse(size, tf.constant(new int[] {0})), size);
  }

  /**
   * The image upright.
   *
   * @param image {@code [height, width, channels]} as it lies in the file
   */
  Operand<TFloat32> upright(Ops tf, Operand<TFloat32> image) {
    Operand<TInt32> axes =
        tf.select(
            isOneOf(tf, SIDEWAYS),
            tf.constant(new int[] {1, 0, 2}),
            tf.constant(new int[] {0, 1, 2}));
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> back = tf.constant(-1);
    Operand<TInt32> steps =
        tf.stack(
            List.of(
                tf.select(isOneOf(tf, UPSIDE_DOWN), back, one),
                tf.select(isOneOf(tf, MIRRORED), back, one),
                one));
    Operand<TInt32> all = tf.constant(new int[3]);
    // From one end to the other, whichever comes first.
    return tf.stridedSlice(
        tf.linalg.transpose(image, axes),
        all,
        all,
        steps,
        StridedSlice.beginMask(0b111L),
        StridedSlice.endMask(0b111L));
  }

  private Operand<TBool> isOneOf(Ops tf, List<Integer> orientations) {
    String[] digits =
        orientations.stream().map(o -> String.valueOf((char) o.intValue())).toArray(String[]::new);
    return tf.any(tf.math.equal(digit, tf.array(digits)), tf.constant(0));
  }
}
