package io.supernet;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * Text with values in it. Digits, signs and separators are the same wherever a program runs: the
 * default locale of a reader of Persian or Arabic has other digits, which no machine reads back.
 */
public final class Text {

  private Text() {}

  /** As {@link String#format(Locale, String, Object...)} with {@link Locale#ROOT}. */
  @FormatMethod
  public static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
