package io.supernet.network;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.extension.UserCode;
import java.util.List;

/**
 * A choice that follows from the decisions: not open, but a switch of the supernet like them.
 *
 * @param name unique among decisions and derived choices
 * @param options names of its options
 * @param rule says which is taken
 */
record Derived(String name, List<String> options, Rule rule) {

  Derived {
    options = ImmutableList.copyOf(options);
    rule = UserCode.guard(rule, Rule.class);
  }

  /** The option for an architecture, checked. */
  int option(Rule.Choices choices) {
    int option = rule.option(choices);
    if (option < 0 || option >= options.size()) {
      throw new SupernetException(
          Kind.USAGE,
          "The rule of '" + name + "' gives option " + option + " of " + options + "; correct it.");
    }
    return option;
  }

  /** Refuses a choice whose rule is not that of the others of its name. */
  void check(Taken taken) {
    if (option(taken::option) != taken.option(name)) {
      throw new SupernetException(
          Kind.USAGE,
          "Two choices named '" + name + "' follow different rules; rename one of them.");
    }
  }
}
