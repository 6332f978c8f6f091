package io.supernet.stats;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    List<List<String>> rows = rows("nasbench201_dev2000.csv.gz");
    int column = rows.get(0).indexOf(name);
    return rows.stream().skip(1).map(row -> row.get(column)).toList();
  }

  /**
   * Validation accuracies, 0 to 1, of the connected cells with the weights of a supernet of this
   * library, by cell: 8 channels, one cell per stage, 40 epochs on 20,000 images of CIFAR-10 with
   * balanced paths.
   */
  public static Map<String, Double> inherited() {
    return rows("nasbench201_supernet.csv.gz").stream()
        .skip(1)
        .collect(Collectors.toMap(row -> row.get(0), row -> Double.parseDouble(row.get(1))));
  }

  private static List<List<String>> rows(String resource) {
    try (InputStream file = NasBench201Rows.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> Splitter.on(',').splitToList(line)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
