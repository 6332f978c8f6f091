package io.supernet.space;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Splitter;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The notation of spaces that have none of their own: the names of the options in the order of the
 * decisions, joined by {@code /}; {@code -} stands for a decision that does not matter. Example:
 * {@code conv3x3/skip/-}.
 */
@API(status = INTERNAL)
public final class OptionNotation implements Notation {

  private static final String IDLE = "-";

  /** Writes the options of any space. */
  public OptionNotation() {}

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < architecture.length(); i++) {
      boolean active = space.active(architecture, i);
      names.add(active ? space.decisions().get(i).options().get(architecture.choice(i)) : IDLE);
    }
    return String.join("/", names);
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    List<String> names = Splitter.on('/').splitToList(text.strip());
    List<Decision> decisions = space.decisions();
    if (names.size() != decisions.size()) {
      throw Notation.wrong(
          space,
          text,
          "it has " + names.size() + " entries, the space " + decisions.size() + " decisions");
    }
    int[] choices = new int[names.size()];
    for (int i = 0; i < choices.length; i++) {
      Decision decision = decisions.get(i);
      int option = decision.options().indexOf(names.get(i));
      boolean idle = option < 0 && names.get(i).equals(IDLE) && !decision.conditions().isEmpty();
      if (option < 0 && !idle) {
        throw Notation.wrong(
            space,
            text,
            Text.of(
                "'%s' is not an option of '%s' %s",
                names.get(i), decision.name(), decision.options()));
      }
      choices[i] = Math.max(option, 0);
    }
    Architecture architecture = Architecture.of(choices);
    for (int i = 0; i < choices.length; i++) {
      if (names.get(i).equals(IDLE) && space.active(architecture, i)) {
        throw Notation.wrong(
            space,
            text,
            Text.of(
                "decision '%s' matters here and needs one of %s",
                decisions.get(i).name(), decisions.get(i).options()));
      }
    }
    return space.canonical(architecture);
  }
}
