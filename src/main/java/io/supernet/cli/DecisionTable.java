package io.supernet.cli;

import io.supernet.drawing.Sketch.Note;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The decisions of a space as a person reads them: those with equal options on one line. */
final class DecisionTable {

  private static final int WIDEST = 56;

  private DecisionTable() {}

  static String of(SearchSpace space) {
    Map<List<String>, List<Decision>> groups = new LinkedHashMap<>();
    for (Decision decision : space.decisions()) {
      groups.computeIfAbsent(decision.options(), o -> new ArrayList<>()).add(decision);
    }
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("decisions", "options", "matter"));
    groups.forEach(
        (options, decisions) ->
            table.add(
                List.of(
                    Note.few(decisions.stream().map(Decision::name).toList()),
                    Note.few(options),
                    conditions(decisions, space.decisions()))));
    return OutcomeText.columns(table);
  }

  private static String conditions(List<Decision> decisions, List<Decision> all) {
    List<String> texts = decisions.stream().map(d -> conditions(d, all)).distinct().toList();
    String text = texts.size() == 1 ? texts.get(0) : texts.get(0) + ", and so on";
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + " …";
  }

  /** When a decision matters, in few words. */
  static String conditions(Decision decision, List<Decision> decisions) {
    if (decision.conditions().isEmpty()) {
      return "always";
    }
    Map<Decision, List<String>> alternatives = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>();
    for (Condition condition : decision.conditions()) {
      List<String> all = new ArrayList<>();
      condition.choices().forEach((outer, option) -> all.add(choice(decisions.get(outer), option)));
      if (all.size() > 1) {
        parts.add(String.join(" and ", all));
      } else {
        condition
            .choices()
            .forEach(
                (outer, option) ->
                    alternatives
                        .computeIfAbsent(decisions.get(outer), o -> new ArrayList<>())
                        .add(decisions.get(outer).options().get(option)));
      }
    }
    alternatives.forEach((outer, some) -> parts.add(outer.name() + oneOf(outer.options(), some)));
    return "if " + String.join(" or ", parts);
  }

  private static String choice(Decision decision, int option) {
    return decision.name() + "=" + decision.options().get(option);
  }

  /** Says {@code =a} for one option, {@code !=a} for all but one, else all of them. */
  private static String oneOf(List<String> options, List<String> chosen) {
    List<String> others = new ArrayList<>(options);
    others.removeAll(chosen);
    return chosen.size() > 1 && others.size() == 1
        ? "!=" + others.get(0)
        : "=" + String.join("|", chosen);
  }
}
