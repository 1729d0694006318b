package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import marginflow.io.BadDataException;
import marginflow.io.Printable;
import marginflow.io.run.FolderException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The root of all commands. By itself it only knows how to help: without a command the answer is
 * the usage and {@link ExitCode#USAGE}.
 */
@Command(
    name = "marginflow",
    description = "Gradient flow of homogeneous networks to extreme horizons, with certificates.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:", "  ./marginflow --version", "  ./marginflow flow --help"})
public final class Main {

  /** Every command, in the order the help lists them. A new command is one entry here. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          FlowCommand.class,
          CertifyCommand.class,
          ClaimsCommand.class,
          VerifyCommand.class,
          BenchCommand.class,
          DoctorCommand.class,
          PlotCommand.class,
          ProfileCommand.class,
          SweepCommand.class,
          CompletionCommand.class);

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    StandardError.restore();
    // Numbers in files, sentences and JSON look alike whatever language the machine speaks.
    Locale.setDefault(Locale.ROOT);
    Bug.watchAllThreads();
    CommandLine line = commandLine();
    System.exit(withOutput(line.execute(args), line));
  }

  /** The whole command line, ready to be executed; what a command throws becomes a reported bug. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS);
  }

  /** A command line that knows these commands only. */
  static CommandLine commandLine(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new Main());
    commands.forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    HelpText.install(line);
    line.setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command));
    line.setParameterExceptionHandler((exception, args) -> usage(exception));
    return line;
  }

  /** The exit code of a command whose answer may not have been taken. */
  static int withOutput(int code, CommandLine line) {
    boolean taken = !line.getOut().checkError() && !System.out.checkError();
    if (taken || (code != ExitCode.OK && code != ExitCode.CHECK_FAILED)) {
      return code;
    }
    line.getErr()
        .println(
            "marginflow: standard output could not be written to the end (full, or closed); files"
                + " that were asked for are written");
    line.getErr().flush();
    return ExitCode.CANNOT_WRITE;
  }

  private static int failed(Throwable exception, CommandLine command) {
    return switch (exception) {
      case BadDataException bad ->
          say(String.valueOf(bad.getMessage()), ExitCode.BAD_DATA, command);
      case UncheckedIOException io when io.getCause() != null -> failed(io.getCause(), command);
      case IOException io ->
          say(
              "a file could not be written: " + FolderException.reason(io),
              ExitCode.CANNOT_WRITE,
              command);
      default -> Bug.report(exception, command.getErr());
    };
  }

  private static int say(String message, int code, CommandLine command) {
    command.getErr().println("marginflow: " + message);
    return code;
  }

  /** A line that says what is wrong, and where help is; the help itself would hide that line. */
  private static int usage(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("marginflow: " + Printable.lines(String.valueOf(exception.getMessage())));
    UnmatchedArgumentException.printSuggestions(exception, err);
    // What does something by itself has said what is wrong; its synopsis would hide that line.
    if (!command.getSubcommands().isEmpty() && !(command.getCommand() instanceof Callable)) {
      err.print(command.getHelp().fullSynopsis());
    }
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }
}
