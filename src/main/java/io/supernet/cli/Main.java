package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.data.ImageSize;
import io.supernet.run.Manifest;
import io.supernet.text.MemoryLimit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code supernet}. */
@Command(
    name = "supernet",
    mixinStandardHelpOptions = true,
    description = {
      "One-shot neural architecture search: trains one supernet that holds every candidate network, searches it, retrains the best "
          + "and exports the winner as a SavedModel.",
      "",
      "Try: supernet run",
      "",
      "A verb is explained by 'supernet help VERB'. Words of a command can stand in a file: @FILE."
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 unexpected error; 2 wrong option, space or architecture; 3 data cannot be read, or do not fit the network "
          + "or the memory; 4 run folder missing, in use, damaged or of another definition; 5 training diverged, or an export differs "
          + "from its model; 6 files cannot be written or read; 130 interrupted by Ctrl-C; 143 interrupted by SIGTERM. The last two save "
          + "first, and 'resume' continues."
    },
    subcommands = {
      RunCommand.class,
      TrainCommand.class,
      SearchCommand.class,
      TopCommand.class,
      ReportCommand.class,
      RetrainCommand.class,
      ExportCommand.class,
      FamilyCommand.class,
      PredictCommand.class,
      ResumeCommand.class,
      WorkCommand.class,
      EvaluateCommand.class,
      AuditCommand.class,
      CouplingCommand.class,
      CostCommand.class,
      CompareCommand.class,
      LatencyCommand.class,
      SpacesCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
public final class Main {

  /** What stands before the examples at the end of a verb's help. */
  static final String EXAMPLES = "%nExamples:%n";

  private static final int UNEXPECTED = 1;
  private static final int USAGE = 2;
  private static final int INTERRUPTED = 130;

  private Main() {}

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder of models/ and savedmodels/. Default: the project's, or SUPERNET_HOME.")
  void home(Path folder) {
    Home.use(folder);
  }

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    UserExit.watch();
    int exit = run(args);
    OutputStream printed = new FileOutputStream(FileDescriptor.out);
    System.exit(StandardOutput.checked(exit, System.out, printed, System.err));
  }

  /** Runs the command and returns its exit code. */
  static int run(String... args) {
    CommandLine line = commandLine();
    if (args.length == 0) {
      line.usage(System.out);
      return 0;
    }
    return run(line, args);
  }

  /** Runs one of the verbs of a command and returns its exit code. */
  static int run(CommandLine line, String... args) {
    try {
      ArgumentFiles.require(line, args);
      return line.execute(args);
    } catch (ParameterException e) {
      return wrongArguments(e, args);
    } catch (OutOfMemoryError e) {
      if (isNoThread(e)) {
        throw e;
      }
      return failed(MemoryLimit.full(e), line);
    }
  }

  /** The system refuses another thread: not a matter of Java's memory. */
  private static boolean isNoThread(OutOfMemoryError e) {
    return e.getMessage() != null && e.getMessage().contains("native thread");
  }

  /** The command with all its verbs. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionStrategy(Main::knownVerb);
    everyVerb(line, "supernet " + Manifest.supernetVersion());
    line.registerConverter(Path.class, Main::path);
    line.registerConverter(ImageSize.class, Main::imageSize);
    line.setParameterExceptionHandler(Main::wrongArguments);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    return line;
  }

  /** What picocli does not pass on to subcommands: a short synopsis and the version. */
  private static void everyVerb(CommandLine line, String version) {
    line.getCommandSpec().version(version);
    for (CommandLine verb : line.getSubcommands().values()) {
      verb.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      everyVerb(verb, version);
    }
  }

  /** Without this, help for a verb that there is not would be the general help, and well. */
  private static int knownVerb(ParseResult parsed) {
    for (ParseResult part = parsed; part != null; part = part.subcommand()) {
      if (!part.commandSpec().subcommands().isEmpty() && !part.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(part.commandSpec().commandLine(), part.unmatched());
      }
    }
    return new RunLast().execute(parsed);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(SupernetException.of(e).getMessage());
    }
  }

  private static ImageSize imageSize(String text) {
    try {
      return ImageSize.parse(text);
    } catch (SupernetException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int wrongArguments(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println("supernet: " + Text.oneLine(e.getMessage().replaceFirst("^Error: ", "")));
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("See 'supernet " + trail(command) + "--help'.");
    return USAGE;
  }

  private static String trail(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    return name.equals("supernet") ? "" : name.substring("supernet ".length()) + " ";
  }

  private static int failed(Exception e, CommandLine command) {
    if (e instanceof SupernetException known) {
      command.getErr().println("supernet: " + known.getMessage());
      return known.kind().exitCode();
    }
    if (e instanceof InvalidPathException path) {
      return failed(SupernetException.of(path), command);
    }
    if (e instanceof CancellationException || e instanceof InterruptedException) {
      return INTERRUPTED;
    }
    command.getErr().println("supernet: unexpected error; please report it with what follows.");
    e.printStackTrace(command.getErr());
    return UNEXPECTED;
  }
}
