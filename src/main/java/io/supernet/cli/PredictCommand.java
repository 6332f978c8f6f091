package io.supernet.cli;

import com.google.common.collect.Lists;
import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.RowReader;
import io.supernet.data.RowReader.Wanted;
import io.supernet.export.ExportManifest;
import io.supernet.export.Predictor;
import io.supernet.storage.StorageFailures;
import io.supernet.storage.UserFile;
import io.supernet.text.CsvText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Asks an exported model: about each row of a table, or about images (JPEG, PNG, BMP, GIF). Prints CSV, a line for each.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  supernet predict flowers new.csv --out answers.csv",
      "  supernet predict savedmodels/mine/2 shoe.png bag.jpg --all"
    })
final class PredictCommand implements Callable<Integer> {

  /** Rows in a call of the model. */
  private static final int BATCH = 1_000;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description =
          "A run whose model lies in savedmodels/, or the folder of a model or of one of its versions.")
  private String model;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "A table (CSV, gzipped or not) with the columns that the model takes; others do not matter. Or images.")
  private List<Path> files = List.of();

  @Option(
      names = "--header",
      paramLabel = "YES|NO",
      description =
          "Whether the first line of the table names its columns: yes or no. Default: whether it has one of the model's.")
  private DataFlags.Header header;

  @Option(names = "--all", description = "Print the probability of every class.")
  private boolean all;

  @Option(
      names = "--out",
      paramLabel = "CSV",
      description = "Where to write the answers. Default: standard output.")
  private Path out;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (files.isEmpty()) {
      throw new SupernetException(Kind.USAGE, "Give a table or images to predict.");
    }
    try (Predictor predictor = Predictor.load(Home.model(model))) {
      ExportManifest manifest = predictor.manifest();
      List<Map<String, Object>> answers =
          manifest.columns().isEmpty() ? images(predictor) : rows(predictor);
      if (out != null) {
        UserFile.write(out, csv(answers));
      }
      if (output.json()) {
        output.print(JsonResult.of(answers));
      } else if (out == null) {
        output.print(csv(answers).stripTrailing());
      }
    }
    return 0;
  }

  private List<Map<String, Object>> rows(Predictor predictor) {
    if (files.size() > 1) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("Rows are read from one table, not from %d; call again for each.", files.size()));
    }
    List<Wanted> wanted =
        predictor.manifest().columns().stream()
            .map(column -> new Wanted(column.name(), column.type().equals("string")))
            .toList();
    Map<String, List<String>> cells =
        RowReader.read(
            files.get(0), wanted, header == null ? null : header == DataFlags.Header.YES);
    int count = cells.values().iterator().next().size();
    List<Map<String, Object>> answers = new ArrayList<>();
    for (int from = 0; from < count; from += BATCH) {
      int begin = from;
      int end = Math.min(count, from + BATCH);
      Map<String, List<String>> batch = new LinkedHashMap<>();
      cells.forEach((name, column) -> batch.put(name, column.subList(begin, end)));
      for (float[] answer : predictor.predict(batch)) {
        answers.add(answer(predictor, answer));
      }
    }
    return answers;
  }

  private List<Map<String, Object>> images(Predictor predictor) {
    List<Map<String, Object>> answers = new ArrayList<>();
    for (Path file : files) {
      byte[] bytes;
      try {
        bytes = Files.readAllBytes(file);
      } catch (IOException e) {
        throw StorageFailures.reading(file, e);
      }
      Map<String, Object> row = new LinkedHashMap<>(Map.of("file", file.toString()));
      row.putAll(answer(predictor, asked(predictor, file, bytes)));
      answers.add(row);
    }
    return answers;
  }

  private static float[] asked(Predictor predictor, Path file, byte[] bytes) {
    try {
      return predictor.predictEncoded(List.of(bytes))[0];
    } catch (SupernetException e) {
      throw new SupernetException(e.kind(), Text.of("'%s': %s", file, Failures.why(e)), e);
    }
  }

  private Map<String, Object> answer(Predictor predictor, float[] answer) {
    Map<String, Object> row = new LinkedHashMap<>();
    List<String> names = predictor.classNames();
    if (names.isEmpty()) {
      row.put("value", answer[0]);
      return row;
    }
    String name = predictor.className(answer);
    row.put("class", name);
    row.put("probability", answer[names.indexOf(name)]);
    for (int i = 0; all && i < answer.length; i++) {
      row.put("probability of " + names.get(i), answer[i]);
    }
    return row;
  }

  private static String csv(List<Map<String, Object>> answers) {
    CsvText csv = new CsvText();
    if (!answers.isEmpty()) {
      csv.row(List.copyOf(answers.get(0).keySet()));
    }
    answers.forEach(answer -> csv.row(Lists.newArrayList(answer.values())));
    return csv.toString();
  }
}
