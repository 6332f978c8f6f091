package io.supernet.fuzz;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages valid inputs: what a slip of the hand, a bad disk or a bad will makes of them. */
final class Mutations {

  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_.+-]+|\\s+|.");
  private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");

  /** Values at and beyond the edges, and characters that look like others or like nothing. */
  private static final List<String> TOKENS =
      List.of(
          "0",
          "-1",
          "-0",
          "+1",
          "1.5",
          "1e400",
          "-1e39",
          "NaN",
          "0x10",
          "1f",
          "007",
          "2147483647",
          "2147483648",
          "4294967295",
          "9223372036854775807",
          "99999999999999999999",
          "٣",
          "३",
          "３",
          "²",
          "true",
          "null",
          "",
          "\"",
          "\"\"",
          "'",
          "\\",
          "#",
          ",",
          "/",
          "|",
          "~",
          "\0",
          "\u001b[2J",
          "\n",
          "\r",
          "\t",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\u00a0",
          "\u202e",
          "\ud800",
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          "<",
          ">",
          ":",
          ";",
          "-",
          "..",
          "%s%n");

  /** Often enough for a parser that calls itself for each. */
  private static final int MOST_NESTED = 12_000;

  private final RandomGenerator random;

  Mutations(RandomGenerator random) {
    this.random = random;
  }

  <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** The text with one to three mistakes in it; now and then without. */
  String text(String valid) {
    String text = valid;
    for (int i = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
      text = oneInText(text);
    }
    return text;
  }

  /** The bytes with one to three mistakes in them; now and then without. */
  byte[] bytes(byte[] valid) {
    byte[] bytes = valid;
    for (int i = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
      bytes = oneInBytes(bytes);
    }
    return bytes;
  }

  /** A damaged text as UTF-8; a fifth of them is not. */
  byte[] utf8(String valid) {
    byte[] bytes = text(valid).getBytes(StandardCharsets.UTF_8);
    return random.nextInt(5) == 0 ? oneInBytes(bytes) : bytes;
  }

  private String oneInText(String text) {
    return switch (random.nextInt(7)) {
      case 0 -> text.substring(0, random.nextInt(text.length() + 1));
      case 1 -> String.join("", changed(split(LINE, text)));
      case 2 -> insert(text, any(TOKENS));
      case 3 -> insert(text, nested(text));
      case 4 -> otherDigits(text);
      default -> String.join("", changed(split(TOKEN, text)));
    };
  }

  /** One of the parts left out, doubled, swapped or replaced. */
  private List<String> changed(List<String> parts) {
    if (parts.isEmpty()) {
      return List.of(any(TOKENS));
    }
    int at = random.nextInt(parts.size());
    switch (random.nextInt(4)) {
      case 0 -> parts.remove(at);
      case 1 -> parts.add(random.nextInt(parts.size()), parts.get(at));
      case 2 -> Collections.swap(parts, at, random.nextInt(parts.size()));
      default -> parts.set(at, any(TOKENS));
    }
    return parts;
  }

  private String nested(String text) {
    List<String> parts = split(TOKEN, text);
    String unit = any(List.of("{", "[", "(", "a{", "a:<", " ", "\n", "9", "\"", ",", "#"));
    if (random.nextBoolean() && !parts.isEmpty()) {
      unit = any(parts) + unit;
    }
    boolean deep = random.nextInt(8) == 0;
    return unit.repeat(1 + random.nextInt(deep ? MOST_NESTED : 8));
  }

  private String insert(String text, String more) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + more + text.substring(at);
  }

  private String otherDigits(String text) {
    int zero = any(List.of((int) '٠', (int) '०', (int) '０'));
    int most = 1 + random.nextInt(3);
    return Pattern.compile("[0-9]{1," + most + "}(?=[^0-9]*$)")
        .matcher(text)
        .replaceFirst(
            m ->
                m.group()
                    .chars()
                    .mapToObj(c -> Character.toString(c - '0' + zero))
                    .reduce("", String::concat));
  }

  private static List<String> split(Pattern pattern, String text) {
    return new ArrayList<>(pattern.matcher(text).results().map(MatchResult::group).toList());
  }

  private byte[] oneInBytes(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(16));
    byte[] before = Arrays.copyOf(bytes, from);
    byte[] part = Arrays.copyOfRange(bytes, from, to);
    byte[] after = Arrays.copyOfRange(bytes, to, bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> {
        return before;
      }
      case 1 -> {
        return Bytes.concat(before, after);
      }
      case 2 -> {
        return Bytes.concat(before, part, part, after);
      }
      case 3 -> Arrays.fill(part, (byte) any(List.of(0, 0x7f, 0x80, 0xff, (int) '\n')).intValue());
      default -> part[0] ^= (byte) (1 << random.nextInt(8));
    }
    return Bytes.concat(before, part, after);
  }
}
