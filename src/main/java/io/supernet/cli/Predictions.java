package io.supernet.cli;

import com.google.common.collect.ImmutableList;
import io.supernet.text.CsvText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model answered.
 *
 * @param classes by name; none where it predicts values
 * @param sets whether it predicts sets of them
 * @param all whether the probability of every class is shown
 * @param files that were asked about; none where they were rows of a table
 * @param answers the probabilities of the classes, or a value
 */
record Predictions(
    List<String> classes, boolean sets, boolean all, List<Path> files, List<float[]> answers) {

  /** What is less probable is not said to be there. */
  private static final double HALF = 0.5;

  Predictions {
    classes = ImmutableList.copyOf(classes);
    files = ImmutableList.copyOf(files);
    answers = ImmutableList.copyOf(answers);
  }

  String csv() {
    CsvText csv = new CsvText();
    csv.row(head());
    for (int i = 0; i < answers.size(); i++) {
      csv.row(cells(i).stream().map(Predictions::text).toList());
    }
    return csv.toString();
  }

  /** Several stand in one field, with semicolons between them. */
  private static Object text(Object cell) {
    return cell instanceof List<?> several
        ? several.stream().map(Object::toString).collect(Collectors.joining(";"))
        : cell;
  }

  /** An object each, for JSON. */
  List<Map<String, Object>> rows() {
    List<String> head = head();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      List<Object> cells = cells(i);
      for (int j = 0; j < cells.size(); j++) {
        row.put(head.get(j), cells.get(j));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<String> head() {
    List<String> head = new ArrayList<>();
    if (!files.isEmpty()) {
      head.add("file");
    }
    if (classes.isEmpty()) {
      head.add("value");
    } else {
      head.addAll(sets ? List.of("labels", "probabilities") : List.of("class", "probability"));
    }
    if (all) {
      classes.forEach(name -> head.add("probability of " + name));
    }
    return head;
  }

  private List<Object> cells(int index) {
    float[] answer = answers.get(index);
    List<Object> cells = new ArrayList<>();
    if (!files.isEmpty()) {
      cells.add(files.get(index).toString());
    }
    if (classes.isEmpty()) {
      cells.add(answer[0]);
      return cells;
    }
    if (sets) {
      List<Integer> there =
          IntStream.range(0, answer.length).filter(i -> answer[i] > HALF).boxed().toList();
      cells.add(there.stream().map(classes::get).toList());
      cells.add(there.stream().map(i -> answer[i]).toList());
    } else {
      int best = 0;
      for (int i = 1; i < answer.length; i++) {
        best = answer[i] > answer[best] ? i : best;
      }
      cells.add(classes.get(best));
      cells.add(answer[best]);
    }
    for (int i = 0; all && i < answer.length; i++) {
      cells.add(answer[i]);
    }
    return cells;
  }
}
