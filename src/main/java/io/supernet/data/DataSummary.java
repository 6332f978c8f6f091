package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What was read, in a few lines: what a user looks at before hours of training. */
@API(status = INTERNAL)
public final class DataSummary {

  /** So many columns, categories or classes are named. */
  private static final int NAMED = 12;

  private DataSummary() {}

  /** The lines for a split. */
  public static List<String> of(Split split) {
    List<String> lines = new ArrayList<>();
    DataSet train = split.train();
    lines.add(
        Text.of(
            "data: %s, %,d examples (%,d training, %,d validation, %,d test) of %s",
            train.name(),
            train.size() + split.validation().size() + split.test().size(),
            train.size(),
            split.validation().size(),
            split.test().size(),
            shape(train)));
    Stream.of(train, split.validation(), split.test())
        .flatMap(part -> part.notes().stream())
        .distinct()
        .forEach(lines::add);
    if (train.isStreamed()) {
      lines.add(
          Text.of(
              "examples stay on disk, decoded: %.1f GB of %s",
              train.bytes() / 1e9, ExampleCache.ofUser()));
    }
    train.encoding().ifPresent(encoding -> columns(encoding, lines));
    String label = train.encoding().map(e -> "label '" + e.label() + "'").orElse("labels");
    lines.add(
        train.hasSets()
            ? "labels: " + sets(split)
            : label + ": " + (train.hasValues() ? values(split) : classes(split)));
    return lines;
  }

  private static String shape(DataSet data) {
    return data.exampleShape().size() == 1
        ? Text.of("%d numbers", data.exampleShape().get(0))
        : Text.of("%s %s", data.elementType().name().toLowerCase(Locale.ROOT), data.exampleShape());
  }

  private static void columns(TableEncoding encoding, List<String> lines) {
    kind("numbers", encoding, column -> !column.isText(), lines);
    kind("categories", encoding, TableColumn::isText, lines);
    if (!encoding.leftOut().isEmpty()) {
      lines.add("columns left out: " + TableSchema.text(encoding.leftOut()));
    }
  }

  private static void kind(
      String kind, TableEncoding encoding, Predicate<TableColumn> wanted, List<String> lines) {
    List<String> names =
        encoding.columns().stream().filter(wanted).map(DataSummary::column).toList();
    if (!names.isEmpty()) {
      lines.add(Text.of("columns of %s: %d: %s", kind, names.size(), listed(names)));
    }
  }

  private static String column(TableColumn column) {
    List<String> said = new ArrayList<>();
    if (column.embedded()) {
      said.add(Text.of("%,d values, embedded", column.texts().size()));
    } else if (column.isText()) {
      List<String> texts = new ArrayList<>(column.texts());
      if (column.others()) {
        texts.add("others");
      }
      said.add(listed(texts));
    }
    if (column.gaps() > 0) {
      String missing = Text.of("%,d missing", column.gaps());
      said.add(column.isText() ? missing : missing + ", filled with " + column.fill());
    }
    return column.name() + (said.isEmpty() ? "" : " (" + String.join("; ", said) + ")");
  }

  private static String classes(Split split) {
    List<String> names = split.train().classNames();
    List<Integer> train = ClassExamples.of(split.train()).counts();
    List<Integer> validation = ClassExamples.of(split.validation()).counts();
    List<Integer> test = ClassExamples.of(split.test()).counts();
    List<String> classes =
        IntStream.range(0, names.size())
            .mapToObj(
                c ->
                    Text.of("%s %,d", names.get(c), train.get(c) + validation.get(c) + test.get(c)))
            .toList();
    int constant = train.indexOf(Collections.max(train));
    return Text.of(
        "%d classes: %s; always '%s' has a validation accuracy of %.2f %%",
        names.size(),
        listed(classes),
        names.get(constant),
        100.0 * validation.get(constant) / split.validation().size());
  }

  private static String sets(Split split) {
    List<String> names = split.train().classNames();
    List<DataSet> parts = List.of(split.train(), split.validation(), split.test());
    List<List<Integer>> counts = parts.stream().map(p -> ClassExamples.of(p).counts()).toList();
    int[] having =
        IntStream.range(0, names.size())
            .map(c -> counts.stream().mapToInt(of -> of.get(c)).sum())
            .toArray();
    int size = parts.stream().mapToInt(DataSet::size).sum();
    double constant =
        counts.get(1).stream()
            .filter(count -> count > 0)
            .mapToDouble(count -> (double) count / split.validation().size())
            .average()
            .orElse(0);
    return Text.of(
        "%d, of which an example has %.2f on average: %s; one answer for all has a validation map of %.3f",
        names.size(),
        (double) IntStream.of(having).sum() / size,
        listed(
            IntStream.range(0, names.size())
                .mapToObj(c -> Text.of("%s %,d", names.get(c), having[c]))
                .toList()),
        constant);
  }

  private static String values(Split split) {
    DoubleSummaryStatistics all =
        Stream.of(split.train(), split.validation(), split.test())
            .map(DataSet::values)
            .flatMapToDouble(v -> IntStream.range(0, v.length).mapToDouble(i -> v[i]))
            .summaryStatistics();
    double mean = LabelScale.of(split.train()).mean();
    float[] validation = split.validation().values();
    double error =
        IntStream.range(0, validation.length)
            .mapToDouble(i -> (validation[i] - mean) * (validation[i] - mean))
            .average()
            .orElseThrow();
    return Text.of(
        "numbers from %s to %s; always their mean, %.4g, has a validation rmse of %.4g",
        (float) all.getMin(), (float) all.getMax(), mean, Math.sqrt(error));
  }

  private static String listed(List<String> words) {
    return words.size() <= NAMED
        ? String.join(", ", words)
        : Text.of(
            "%s and %d more", String.join(", ", words.subList(0, NAMED)), words.size() - NAMED);
  }
}
