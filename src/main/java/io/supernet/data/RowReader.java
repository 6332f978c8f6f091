package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Csv;
import io.supernet.text.Csv.Row;
import io.supernet.text.Decimal;
import io.supernet.text.Source;
import io.supernet.text.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads rows that a model is asked about: the columns that it takes, wherever they stand. */
@API(status = INTERNAL)
public final class RowReader {

  private static final String EXPECTED = "a CSV table in UTF-8";

  /** What a cell takes beside its characters, in bytes. */
  private static final int OVERHEAD = 56;

  /**
   * A column that is looked for.
   *
   * @param text whether it holds categories; else numbers
   * @param optional whether a row may lack it
   */
  public record Wanted(String name, boolean text, boolean optional) {}

  private final Source source;
  private final ImmutableList<Wanted> wanted;
  private final @Nullable Boolean header;
  private final List<List<String>> cells = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private int width = -1;
  private long bytes;

  private RowReader(Source source, List<Wanted> wanted, @Nullable Boolean header) {
    this.source = source;
    this.wanted = ImmutableList.copyOf(wanted);
    this.header = header;
    wanted.forEach(column -> cells.add(new ArrayList<>()));
  }

  /**
   * The cells of each column by its name; what stands for nothing, such as NA, is empty.
   *
   * @param header whether the first line names the columns; null if its cells decide. Without one
   *     the file has the columns that are wanted, in their order
   * @throws SupernetException of kind {@code DATA} if the file lacks a column or has a cell that is
   *     no number where one is wanted
   */
  public static Map<String, List<String>> read(
      Path file, List<Wanted> wanted, @Nullable Boolean header) {
    boolean guessed =
        header == null && wanted.stream().allMatch(column -> ColumnProfile.isMade(column.name()));
    // Where columns have no names of their own, a first line that names some is found by its cells.
    DataOptions any = DataOptions.DEFAULT.withHeader(guessed ? null : Boolean.TRUE);
    CsvForm form = SourceFile.read(file, EXPECTED, source -> CsvForm.of(source, any));
    Boolean said = guessed ? Boolean.valueOf(form.header()) : header;
    return SourceFile.read(
        file, EXPECTED, source -> new RowReader(source, wanted, said).read(form.separator()));
  }

  private Map<String, List<String>> read(char separator) throws IOException {
    Csv.read(source, separator, this::add);
    if (cells.get(0).isEmpty()) {
      throw refused(Text.of("File %s has no rows to predict.", source.name()));
    }
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      columns.put(wanted.get(i).name(), cells.get(i));
    }
    return columns;
  }

  private void add(Row row) {
    List<String> fields = row.fields();
    if (width < 0) {
      width = fields.size();
      if (begin(fields)) {
        return;
      }
    }
    if (fields.size() != width) {
      throw refused(
          Text.of(
              "Line %d of file %s has %d columns; expected %d, as in its first line.",
              row.line(), source.name(), fields.size(), width));
    }
    for (int i = 0; i < places.size(); i++) {
      String cell = fields.get(places.get(i));
      String kept = Missing.is(cell) ? "" : cell;
      if (!fits(kept, wanted.get(i))) {
        throw refused(
            Text.of(
                "Line %d of file %s has '%s' in column '%s'; expected a number.",
                row.line(), source.name(), cell, wanted.get(i).name()));
      }
      cells.get(i).add(kept);
      bytes += OVERHEAD + 2L * kept.length();
    }
    source.keep(bytes);
  }

  /** Whether a model can be asked about a cell; it computes with numbers of 32 bits. */
  private static boolean fits(String cell, Wanted column) {
    return cell.isEmpty()
        ? column.optional()
        : column.text() || Float.isFinite((float) Decimal.parse(cell).orElse(Double.NaN));
  }

  /** Finds the columns; whether this line names them. */
  private boolean begin(List<String> first) {
    List<String> names = wanted.stream().map(Wanted::name).toList();
    boolean named = header == null ? first.stream().anyMatch(names::contains) : header;
    for (String name : names) {
      int place = named ? first.indexOf(name) : places.size();
      if (place < 0 || (named && place != first.lastIndexOf(name))) {
        throw refused(
            Text.of(
                "The first line of file %s names %s column '%s'; the model takes %s.",
                source.name(), place < 0 ? "no" : "more than one", name, names));
      }
      places.add(place);
    }
    if (!named && (first.size() != names.size() || header == null)) {
      throw refused(
          Text.of(
              "The first line of file %s names none of the columns %s; give a header that does, or these %d columns in that order and '--header no'.",
              source.name(), names, names.size()));
    }
    return named;
  }

  private static SupernetException refused(String sentence) {
    return new SupernetException(DATA, sentence);
  }
}
