package io.supernet.cli;

import com.google.common.collect.ImmutableList;
import io.supernet.Text;
import io.supernet.network.Definition;
import io.supernet.spaces.Definitions;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "spaces",
    mixinStandardHelpOptions = true,
    description = "Lists the shipped search spaces, shows one, or measures them.",
    subcommands = {
      SpacesCommand.ListCommand.class,
      SpacesShowCommand.class,
      SpacesMeasureCommand.class
    },
    footerHeading = Main.EXAMPLES,
    footer = "  supernet spaces list")
final class SpacesCommand implements Callable<Integer> {

  private static final BigInteger LONG = BigInteger.TEN.pow(12);

  @Mixin private Output output;

  @Override
  public Integer call() {
    return list(output);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the shipped search spaces.",
      footerHeading = Main.EXAMPLES,
      footer = "  supernet spaces list --json")
  static final class ListCommand implements Callable<Integer> {

    @Mixin private Output output;

    @Override
    public Integer call() {
      return list(output);
    }
  }

  /**
   * A space in the list.
   *
   * @param architectures how many there are, exactly
   */
  record Row(String space, int decisions, BigInteger architectures, long supernetParameters) {}

  private static int list(Output output) {
    List<Row> rows = new ArrayList<>();
    for (String name : Definitions.builtIn()) {
      Definition definition = Definitions.load(Definitions.find(name));
      rows.add(
          new Row(
              name,
              definition.space().decisions().size(),
              definition.space().size(),
              definition.supernetParameters()));
    }
    if (output.json()) {
      output.print(JsonResult.of(rows));
      return 0;
    }
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("space", "decisions", "architectures", "supernet parameters"));
    for (Row row : rows) {
      table.add(
          ImmutableList.of(
              row.space,
              Integer.toString(row.decisions),
              size(row.architectures),
              OutcomeText.millions(row.supernetParameters)));
    }
    output.print(
        OutcomeText.columns(table) + "Show one with: supernet spaces show NAME [--svg FILE]");
    return 0;
  }

  /** Exact up to 12 digits; more in powers of ten. */
  static String size(BigInteger size) {
    return size.compareTo(LONG) < 0
        ? Text.of("%,d", size)
        : Text.of("%.2e", size.doubleValue()).replace("e+", "e");
  }
}
