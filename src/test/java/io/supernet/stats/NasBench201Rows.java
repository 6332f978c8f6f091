package io.supernet.stats;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * 2,000 of the 15,625 cells of NAS-Bench-201 (Dong, Yang, ICLR 2020, MIT license) with accuracies
 * after 200 epochs, multiply-adds and parameters in millions.
 */
public final class NasBench201Rows {

  private NasBench201Rows() {}

  /** A column of numbers. */
  public static double[] column(String name) {
    return texts(name).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** A column as it is written. */
  public static List<String> texts(String name) {
    try (InputStream file =
            NasBench201Rows.class.getResourceAsStream("nasbench201_dev2000.csv.gz");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      List<List<String>> rows =
          lines.lines().map(line -> Splitter.on(',').splitToList(line)).toList();
      int column = rows.get(0).indexOf(name);
      return rows.stream().skip(1).map(row -> row.get(column)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
