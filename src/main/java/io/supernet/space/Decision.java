package io.supernet.space;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One open decision of a network and the names of its options.
 *
 * @param name unique in its space, such as {@code edge_0_1}
 * @param options names of the options, at least one, all different; letters, digits, {@code _ . + :
 *     ~} and inner {@code -}
 * @param conditions when the decision matters: under any of these (nested decision), or always if
 *     there are none
 * @since 0.1
 */
public record Decision(String name, List<String> options, List<Condition> conditions) {

  private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9_.+:~][A-Za-z0-9_.+:~-]*");

  public Decision {
    options = ImmutableList.copyOf(options);
    conditions = ImmutableList.copyOf(conditions);
    if (options.isEmpty() || options.stream().distinct().count() != options.size()) {
      throw new SupernetException(
          Kind.USAGE,
          "Decision '" + name + "' needs options with different names, has " + options + ".");
    }
    for (String option : options) {
      if (!OPTION.matcher(option).matches()) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "Option '%s' of decision '%s' is not a name: use letters, digits and _ . + : ~ -.",
                option, name));
      }
    }
  }

  /** A decision that always matters. */
  public Decision(String name, List<String> options) {
    this(name, options, List.of());
  }
}
