package io.supernet.cli;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers with a unit: {@code 40M}, {@code 5ms}, {@code 250KB}, {@code 20m}. */
abstract class Amount implements ITypeConverter<Double> {

  private static final Pattern FORM = Pattern.compile("([0-9]*\\.?[0-9]+)([A-Za-z]*)");

  private final Map<String, Double> units;
  private final String example;

  private Amount(Map<String, Double> units, String example) {
    this.units = units;
    this.example = example;
  }

  /** How many. */
  static final class Count extends Amount {
    Count() {
      super(ImmutableMap.of("", 1.0, "k", 1e3, "m", 1e6, "g", 1e9), "40M");
    }
  }

  /** Bytes. */
  static final class Bytes extends Amount {
    Bytes() {
      super(ImmutableMap.of("", 1.0, "b", 1.0, "kb", 1e3, "mb", 1e6, "gb", 1e9), "250KB");
    }
  }

  /** Milliseconds. */
  static final class Milliseconds extends Amount {
    Milliseconds() {
      super(ImmutableMap.of("us", 1e-3, "ms", 1.0, "s", 1e3), "5ms");
    }
  }

  /** Seconds. */
  static final class Seconds extends Amount {
    Seconds() {
      super(ImmutableMap.of("s", 1.0, "m", 60.0, "h", 3600.0), "20m");
    }
  }

  @Override
  public Double convert(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    Double unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new TypeConversionException("'" + text + "' is not an amount such as " + example + ".");
    }
    return Double.parseDouble(matcher.group(1)) * unit;
  }
}
