package marginflow.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: what the shell needs to complete commands, options and values. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands, options and values in bash and zsh.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    footer = {"", "Example:", "  source <(./marginflow completion)"})
final class CompletionCommand implements Callable<Integer> {

  /** What options take whose values are names of files. */
  private static final Set<String> FILES = Set.of("FILE", "DIR");

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand() {}

  @Override
  public Integer call() {
    CommandLine line = Main.commandLine();
    completeFiles(line);
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("marginflow", line));
    out.flush();
    return ExitCode.OK;
  }

  /**
   * The library offers files for options of the type of a path only, not for one that is there or
   * not.
   */
  private static void completeFiles(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(command.options())) {
      if (FILES.contains(option.paramLabel())) {
        command.remove(option);
        command.addOption(
            OptionSpec.builder(option.names())
                .type(Path.class)
                .arity(option.arity().toString())
                .paramLabel(option.paramLabel())
                .build());
      }
    }
    line.getSubcommands().values().forEach(CompletionCommand::completeFiles);
  }
}
