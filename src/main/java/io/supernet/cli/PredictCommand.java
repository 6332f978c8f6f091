package io.supernet.cli;

import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.RowReader;
import io.supernet.data.RowReader.Wanted;
import io.supernet.export.Predictor;
import io.supernet.storage.StorageFailures;
import io.supernet.storage.UserFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
        "Asks an exported model: about each row of a table, or about images (JPEG, PNG, BMP, GIF). Prints CSV, a line for each: the class with its probability, the labels whose probability is above a half, or the value.",
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
          "Whether the first line of the table names its columns: yes or no. Default: yes if it holds the name of one of the model's columns.")
  private DataFlags.Answer header;

  @Option(names = "--all", description = "Print the probability of every class or label.")
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
      throw refused("Give a table or images to predict.");
    }
    try (Predictor predictor = Predictor.load(Home.model(model))) {
      boolean table = !predictor.manifest().columns().isEmpty();
      Predictions answers =
          new Predictions(
              predictor.classNames(),
              predictor.manifest().multilabel(),
              all,
              table ? List.of() : files,
              table ? rows(predictor) : images(predictor));
      if (out != null) {
        UserFile.write(out, answers.csv());
      }
      if (output.json()) {
        output.print(JsonResult.of(answers.rows()));
      } else if (out == null) {
        output.print(answers.csv().stripTrailing());
      }
    }
    return 0;
  }

  private List<float[]> rows(Predictor predictor) {
    if (files.size() > 1) {
      throw refused(
          Text.of("Rows are read from one table, not from %d; call again for each.", files.size()));
    }
    List<Wanted> wanted =
        predictor.manifest().columns().stream()
            .map(c -> new Wanted(c.name(), c.type().equals("string"), c.isOptional()))
            .toList();
    Map<String, List<String>> cells =
        RowReader.read(files.get(0), wanted, DataFlags.Answer.of(header));
    int count = cells.values().iterator().next().size();
    List<float[]> answers = new ArrayList<>();
    for (int from = 0; from < count; from += BATCH) {
      int begin = from;
      int end = Math.min(count, from + BATCH);
      Map<String, List<String>> batch = new LinkedHashMap<>();
      cells.forEach((name, column) -> batch.put(name, column.subList(begin, end)));
      Collections.addAll(answers, predictor.predict(batch));
    }
    return answers;
  }

  private List<float[]> images(Predictor predictor) {
    if (!predictor.manifest().takesFiles()) {
      throw refused(
          "This model takes neither columns of a table nor files of images; ask it in a program, by Predictor.");
    }
    if (header != null) {
      throw refused("Images have no header; leave out --header.");
    }
    List<float[]> answers = new ArrayList<>();
    for (Path file : files) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        answers.add(predictor.predictEncoded(List.of(bytes))[0]);
      } catch (IOException e) {
        throw StorageFailures.reading(file, e);
      } catch (SupernetException e) {
        throw new SupernetException(e.kind(), Text.of("'%s': %s", file, Failures.why(e)), e);
      }
    }
    return answers;
  }

  private static SupernetException refused(String sentence) {
    return new SupernetException(Kind.USAGE, sentence);
  }
}
