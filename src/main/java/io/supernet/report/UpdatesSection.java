package io.supernet.report;

import io.supernet.Text;
import io.supernet.pipeline.RunRecords;
import io.supernet.pipeline.RunRecords.Trained;
import io.supernet.space.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How often each option of each decision was trained, as a table whose cells are shaded. */
final class UpdatesSection {

  private static final String ID = "updates";
  private static final String TITLE = "Updates of each option";

  private UpdatesSection() {}

  static Section section(RunRecords run) {
    if (run.trained().isEmpty()) {
      return new Section(ID, TITLE, Html.paragraph("There is no checkpoint with counts yet."));
    }
    Trained trained = run.trained().get();
    long[][] counts = trained.updates().counts();
    List<Decision> decisions = run.definition().space().decisions();
    String text =
        Text.of(
            "After %s steps. A path counts for the decisions that matter on it. Largest difference between two options of one decision: %s. A darker shade means more updates.",
            Numbers.count(trained.step()), Numbers.count(trained.updates().spread()));
    Html table =
        sharesOptions(decisions) ? byOption(decisions, counts) : inOrder(decisions, counts);
    return new Section(ID, TITLE, Html.paragraph(text), table);
  }

  /** Whether a column an option makes a table that is not mostly empty. */
  private static boolean sharesOptions(List<Decision> decisions) {
    long cells = decisions.stream().mapToLong(d -> d.options().size()).sum();
    return 2 * cells >= (long) options(decisions).size() * decisions.size();
  }

  private static Set<String> options(List<Decision> decisions) {
    Set<String> names = new LinkedHashSet<>();
    decisions.forEach(d -> names.addAll(d.options()));
    return names;
  }

  private static Html byOption(List<Decision> decisions, long[][] counts) {
    long most = most(counts);
    List<Html> head = new ArrayList<>(List.of(new Html("<th scope=\"col\">decision</th>")));
    options(decisions)
        .forEach(o -> head.add(Html.of("<th scope=\"col\" class=\"number\">%s</th>", o)));
    List<Html> rows = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      List<Html> cells = new ArrayList<>();
      for (String option : options(decisions)) {
        int index = decisions.get(i).options().indexOf(option);
        cells.add(
            index < 0
                ? new Html("<td class=\"number absent\">-</td>")
                : cell(Numbers.count(counts[i][index]), counts[i][index], most));
      }
      rows.add(row(decisions.get(i), Html.all(cells)));
    }
    return table(Html.all(head), rows);
  }

  /** Options differ by decision, such as the inputs of a node: each cell names its own. */
  private static Html inOrder(List<Decision> decisions, long[][] counts) {
    long most = most(counts);
    List<Html> rows = new ArrayList<>();
    int widest = decisions.stream().mapToInt(d -> d.options().size()).max().orElse(0);
    for (int i = 0; i < decisions.size(); i++) {
      List<Html> cells = new ArrayList<>();
      for (int option = 0; option < counts[i].length; option++) {
        String text =
            decisions.get(i).options().get(option) + ": " + Numbers.count(counts[i][option]);
        cells.add(cell(text, counts[i][option], most));
      }
      rows.add(row(decisions.get(i), Html.all(cells)));
    }
    Html head =
        Html.of(
            "<th scope=\"col\">decision</th>\n<th scope=\"col\" colspan=\"%s\">option: updates</th>",
            widest);
    return table(head, rows);
  }

  private static Html table(Html head, List<Html> rows) {
    return Html.of(
        "<div class=\"scroll\" tabindex=\"0\"><table class=\"heat\">\n<thead><tr>%s</tr></thead>\n<tbody>\n%s\n</tbody>\n</table></div>",
        head, Html.all(rows));
  }

  private static Html row(Decision decision, Html cells) {
    return Html.of("<tr><th scope=\"row\">%s</th>%s</tr>", decision.name(), cells);
  }

  private static Html cell(String text, long count, long most) {
    String heat = Text.of("%.2f", most == 0 ? 0 : (double) count / most);
    return Html.of("<td class=\"number\" style=\"--heat: %s\">%s</td>", heat, text);
  }

  private static long most(long[][] counts) {
    long most = 0;
    for (long[] row : counts) {
      for (long count : row) {
        most = Math.max(most, count);
      }
    }
    return most;
  }
}
