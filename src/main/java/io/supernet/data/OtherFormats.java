package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Files that hold tables too, but not as text: how to make text of them. */
final class OtherFormats {

  private static final String CONVERT =
      "convert it, for example with python -c \"import pandas; pandas.%s.to_csv('t.csv', index=False)\"";

  /** By what they begin with. */
  private static final Map<String, String> WAYS_OUT =
      ImmutableMap.of(
          "PAR1",
          "a Parquet file; " + Text.of(CONVERT, "read_parquet('t.parquet')"),
          "ARRO",
          "an Arrow or Feather file; " + Text.of(CONVERT, "read_feather('t.feather')"),
          "PK\3\4",
          "an archive or a workbook; unpack it, or save its sheet as CSV in UTF-8");

  private OtherFormats() {}

  /** Refuses what begins as one of them; true of all else. */
  static boolean check(Source source) throws IOException {
    String beginning = new String(source.in().readNBytes(4), StandardCharsets.ISO_8859_1);
    String wayOut = WAYS_OUT.get(beginning);
    if (wayOut != null) {
      throw new SupernetException(
          DATA, Text.of("File %s is no table of text, but %s.", source.name(), wayOut));
    }
    return true;
  }
}
