package io.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.CharMatcher;
import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Text with values in it. Digits, signs and separators are the same wherever a program runs: the
 * default locale of a reader of Persian or Arabic has other digits, which no machine reads back.
 */
@API(status = INTERNAL)
public final class Text {

  private static final int LONGEST_LINE = 4000;

  /** Embeddings, overrides and isolates, which let a line look like another. */
  private static final CharMatcher BIDIRECTIONAL =
      CharMatcher.inRange('\u202a', '\u202e').or(CharMatcher.inRange('\u2066', '\u2069'));

  private Text() {}

  /** As {@link String#format(Locale, String, Object...)} with {@link Locale#ROOT}. */
  @FormatMethod
  public static String of(String format, @Nullable Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A time that a person can grasp, such as {@code 12 min}. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 120) {
      return whole + " s";
    }
    return whole < 7200 ? Math.round(seconds / 60) + " min" : of("%,.1f h", seconds / 3600);
  }

  /**
   * A text for one line of a terminal, whatever a file or an option had in it: control characters,
   * breaks of a line, signs that turn the direction of writing and halves of characters are shown
   * as their number; of more than 4,000 characters the beginning and the end.
   */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                line.appendCodePoint(c);
              } else {
                line.append(of("\\u%04x", c));
              }
            });
    if (line.length() > LONGEST_LINE) {
      line.replace(LONGEST_LINE / 2, line.length() - LONGEST_LINE / 2, " … ");
    }
    return line.toString();
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> character > 0xffff || !BIDIRECTIONAL.matches((char) character);
      default -> true;
    };
  }
}
