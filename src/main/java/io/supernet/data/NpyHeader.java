package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the items of an array in NumPy's format, and what each of them is.
 *
 * @param kind as NumPy writes it: b, i, u, f, S or U
 * @param itemBytes of one item
 * @param bigEndian whether the first byte of an item is the highest
 * @param fortran whether items that differ in their first index follow one another
 * @param shape empty for a single item
 */
record NpyHeader(char kind, int itemBytes, boolean bigEndian, boolean fortran, List<Long> shape) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 1 << 16;
  private static final Pattern DICTIONARY =
      Pattern.compile(
          "\\{\\s*'descr':\\s*'([<>|=])([a-zA-Z])(\\d*)[^']*',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([\\d, ]*)\\),?\\s*}\\s*");
  private static final String NUMBERS = "biuf";
  private static final String TEXTS = "SU";
  private static final Charset UTF_32_LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32_BE = Charset.forName("UTF-32BE");

  NpyHeader {
    shape = ImmutableList.copyOf(shape);
  }

  /**
   * Reads it.
   *
   * @param array in words, for messages
   */
  static NpyHeader read(String array, InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw refused("%s is not in NumPy's format; write it with numpy.savez.", array);
    }
    try {
      int major = in.readUnsignedByte();
      in.skipNBytes(1);
      int length =
          major == 1
              ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
              : Integer.reverseBytes(in.readInt());
      if (length < 0 || length > MOST_HEADER) {
        throw refused("%s has a damaged header; write it again.", array);
      }
      return parse(array, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    } catch (EOFException e) {
      throw refused("%s ends within its header; write it again.", array);
    }
  }

  private static NpyHeader parse(String array, String text) {
    Matcher matcher = DICTIONARY.matcher(text);
    if (!matcher.matches()) {
      throw refused(
          "%s is described as %s, and not one item each of a single kind; write an array for each field.",
          array, text.strip());
    }
    char kind = matcher.group(2).charAt(0);
    if (kind == 'O') {
      throw refused(
          "%s holds Python objects, which run code when they are read; write numbers or texts, as with y.astype(str).",
          array);
    }
    int size = matcher.group(3).isEmpty() ? 1 : Integer.parseInt(matcher.group(3));
    boolean known =
        switch (kind) {
          case 'b' -> size == 1;
          case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
          case 'f' -> size == 2 || size == 4 || size == 8;
          default -> TEXTS.indexOf(kind) >= 0;
        };
    if (!known) {
      throw refused(
          "%s has items of type %s%s; write numbers of at most 8 bytes or texts.",
          array, kind, matcher.group(3));
    }
    List<Long> shape =
        Splitter.on(',')
            .trimResults()
            .omitEmptyStrings()
            .splitToStream(matcher.group(5))
            .map(Long::valueOf)
            .toList();
    boolean bigEndian =
        matcher.group(1).equals(">")
            || (matcher.group(1).equals("=")
                && ByteOrder.nativeOrder().equals(ByteOrder.BIG_ENDIAN));
    return new NpyHeader(
        kind, kind == 'U' ? 4 * size : size, bigEndian, matcher.group(4).equals("True"), shape);
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(DATA, Text.of(sentence, values));
  }

  boolean isText() {
    return TEXTS.indexOf(kind) >= 0;
  }

  boolean isNumber() {
    return NUMBERS.indexOf(kind) >= 0;
  }

  boolean isFloat() {
    return kind == 'f';
  }

  /** The number of items; saturated. */
  long items() {
    return shape.stream().reduce(1L, LongMath::saturatedMultiply);
  }

  /** Some items as they are read. */
  ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** An item as a number. */
  double number(ByteBuffer items, int index) {
    int at = index * itemBytes;
    return switch (kind) {
      case 'f' ->
          switch (itemBytes) {
            case 2 -> half(items.getShort(at));
            case 4 -> items.getFloat(at);
            default -> items.getDouble(at);
          };
      case 'u' -> itemBytes == 8 ? unsigned(items.getLong(at)) : integer(items, at);
      default -> integer(items, at);
    };
  }

  /** An item as a person writes it. */
  String text(ByteBuffer items, int index) {
    int at = index * itemBytes;
    if (isFloat()) {
      return BigDecimal.valueOf(number(items, index)).toPlainString();
    }
    if (kind == 'u' && itemBytes == 8) {
      return Long.toUnsignedString(items.getLong(at));
    }
    if (isNumber()) {
      return Long.toString(integer(items, at));
    }
    Charset charset = kind == 'S' ? StandardCharsets.UTF_8 : bigEndian ? UTF_32_BE : UTF_32_LE;
    String padded = new String(items.array(), items.arrayOffset() + at, itemBytes, charset);
    int end = padded.length();
    while (end > 0 && padded.charAt(end - 1) == 0) {
      end--;
    }
    return padded.substring(0, end);
  }

  private long integer(ByteBuffer items, int at) {
    boolean signed = kind == 'i';
    return switch (itemBytes) {
      case 1 -> signed ? items.get(at) : Byte.toUnsignedLong(items.get(at));
      case 2 -> signed ? items.getShort(at) : Short.toUnsignedLong(items.getShort(at));
      case 4 -> signed ? items.getInt(at) : Integer.toUnsignedLong(items.getInt(at));
      default -> items.getLong(at);
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0;
  }

  /** IEEE 754 in 16 bits: a sign, 5 of the exponent, 10 of the fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
