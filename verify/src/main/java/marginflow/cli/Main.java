package marginflow.cli;

import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
    footer = {"", "Example:", "  ./marginflow --version"})
public final class Main {

  /** Every command, in the order the help lists them. A new command is one entry here. */
  private static final List<Class<?>> COMMANDS = List.of(VerifyCommand.class, DoctorCommand.class);

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Bug.watchAllThreads();
    System.exit(commandLine().execute(args));
  }

  /** The whole command line, ready to be executed; what a command throws becomes a reported bug. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    COMMANDS.forEach(line::addSubcommand);
    line.addSubcommand("completion", new GenerateCompletion());
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> Bug.report(exception, command.getErr()));
    return line;
  }
}
