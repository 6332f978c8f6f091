package io.supernet.data;

import io.supernet.Text;
import io.supernet.text.Decimal;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the cells of a column are, looked at one after another before any of them is kept. */
final class ColumnProfile {

  /** A cell that says what the others are not. */
  record Cell(String text, long line) {}

  /** More different texts than this are not counted. */
  static final int MOST_TEXTS = 10_000;

  /** What a different text takes beside its characters, in bytes. */
  private static final int OVERHEAD = 100;

  /** No number or date is longer. */
  private static final int LONGEST_PATTERN = 50;

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}([-/.])\\d{1,2}\\2\\d{1,2}|\\d{1,2}([-/.])\\d{1,2}\\3(\\d{2}|\\d{4}))([ T]\\d{1,2}:\\d{2}\\S*.*)?"
              + "|\\d{1,2}[ -]\\p{L}{3,9}\\.?[ -]\\d{2,4}|\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

  /** A decimal comma, something between thousands, or a unit. */
  private static final Pattern ALMOST_NUMBER =
      Pattern.compile("[$€£]?\\s?[+-]?(\\d[\\d.,' ]*|,\\d+)([eE][+-]?\\d+)?\\s?[%$€£]?");

  private static final Pattern ROW_NAME =
      Pattern.compile(
          "(?i:unnamed: ?0|(row[_. ]?)?(index|idx|id|names?|no|nr)|rownames|row|obs)?"
              + "|.*[_. ](?i:id)|.*[\\p{Ll}\\d]I[dD]");

  private static final String MADE = "column_";

  private final int index;
  private final boolean rowName;
  private final String name;
  private long cells;
  private long missing;
  private long numbers;
  private long almostNumbers;
  private long dates;
  private boolean whole = true;
  private boolean unique = true;
  private boolean counting = true;
  private double last = Double.NaN;
  private final Set<String> texts = new HashSet<>();
  private final Set<Double> seen = new HashSet<>();
  private long bytes;
  private @Nullable Cell firstText;
  private @Nullable Cell firstAlmost;
  private @Nullable Cell firstDate;

  /**
   * A column.
   *
   * @param index from 0
   * @param header whether there is one
   * @param name from the header; empty if there is none
   */
  ColumnProfile(int index, boolean header, String name) {
    this.index = index;
    this.rowName = header && ROW_NAME.matcher(name).matches();
    this.name = name;
  }

  void add(String text, long line) {
    cells++;
    if (Missing.is(text)) {
      missing++;
      return;
    }
    OptionalDouble number = Decimal.parse(text);
    if (number.isPresent()) {
      addNumber(number.getAsDouble());
    } else {
      addText(new Cell(text, line));
    }
  }

  private void addNumber(double number) {
    whole &= number == Math.rint(number);
    if (isRowName() && unique && !seen.add(number)) {
      unique = false;
      seen.clear();
    }
    counting &= numbers == 0 || number == last + 1;
    last = number;
    numbers++;
  }

  private void addText(Cell cell) {
    if (firstText == null) {
      firstText = cell;
    }
    if (texts.size() < MOST_TEXTS && texts.add(cell.text)) {
      bytes += OVERHEAD + 2L * cell.text.length();
    }
    if (isAlmostNumber(cell.text)) {
      firstAlmost = firstAlmost == null ? cell : firstAlmost;
      almostNumbers++;
    }
    if (isDate(cell.text)) {
      firstDate = firstDate == null ? cell : firstDate;
      dates++;
    }
  }

  /** Whether a text is a number in a way that is not read. */
  static boolean isAlmostNumber(String text) {
    return text.length() <= LONGEST_PATTERN && ALMOST_NUMBER.matcher(text).matches();
  }

  static boolean isDate(String text) {
    return text.length() <= LONGEST_PATTERN && DATE.matcher(text).matches();
  }

  int index() {
    return index;
  }

  /** From the header, or of its place. */
  String name() {
    return name.isEmpty() ? MADE + (index + 1) : name;
  }

  /** Whether a name is one that a table without a header gets. */
  static boolean isMade(String name) {
    return name.matches(MADE + "[0-9]+");
  }

  /** From the header; empty if there is none. */
  String header() {
    return name;
  }

  /** What an option calls it. */
  String dropName() {
    return name.isEmpty() ? Integer.toString(index + 1) : name;
  }

  long present() {
    return cells - missing;
  }

  long missing() {
    return missing;
  }

  long numbers() {
    return numbers;
  }

  long almostNumbers() {
    return almostNumbers;
  }

  long dates() {
    return dates;
  }

  /** How many different texts there are that are no numbers, at most {@link #MOST_TEXTS}. */
  int texts() {
    return texts.size();
  }

  /** Whether all cells are there, and whole numbers. */
  boolean isWhole() {
    return whole && numbers == cells;
  }

  /** Whether no number comes twice; known where the name is that of rows. */
  boolean isUnique() {
    return unique;
  }

  /** Whether it is called as columns are that name the rows, be it by nothing. */
  boolean isRowName() {
    return rowName;
  }

  /** Whether each number is the one before and 1. */
  boolean isCounting() {
    return counting;
  }

  /** The first that is no number; there has to be one. */
  Cell firstText() {
    return Objects.requireNonNull(firstText);
  }

  /** The first that is nearly a number; there has to be one. */
  Cell firstAlmost() {
    return Objects.requireNonNull(firstAlmost);
  }

  /** The first date; there has to be one. */
  Cell firstDate() {
    return Objects.requireNonNull(firstDate);
  }

  /** What is kept of it, in bytes. */
  long bytesUsed() {
    return bytes + (long) OVERHEAD * seen.size();
  }

  /** In messages. */
  @Override
  public String toString() {
    return Text.of("column %d%s", index + 1, name.isEmpty() ? "" : " ('" + name + "')");
  }
}
