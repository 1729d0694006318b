package marginflow.cli;

import java.util.List;
import marginflow.io.data.LoadedData;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command that computes understands. */
final class CommonOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output and nothing else.")
  private boolean json;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads; results do not depend on it (default: ${DEFAULT-VALUE}; all cores for sweep).")
  private int threads;

  @Option(
      names = "--kernel",
      completionCandidates = Choices.KernelNames.class,
      paramLabel = "NAME",
      description = "Kernels, scalar or vector (default: the fastest there is).")
  private String kernel = KernelSelector.names().getFirst();

  private boolean warned;

  CommonOptions() {
    command = CommandSpec.create();
  }

  /** Whether the answer is one JSON document. */
  boolean json() {
    return json;
  }

  /** Whether to say nothing on the way. */
  boolean quiet() {
    return quiet;
  }

  /** Number of threads asked for. */
  int threads() {
    return threads;
  }

  /** Number of threads asked for; without that, as many as there are processors. */
  int threadsOrAll() {
    var matched = command.commandLine().getParseResult();
    return matched != null && matched.hasMatchedOption("--threads")
        ? threads
        : Runtime.getRuntime().availableProcessors();
  }

  /** Name of the kernels asked for. */
  String kernel() {
    return kernel;
  }

  /**
   * New kernels as asked for. The first time, a line on standard error says so if this virtual
   * machine makes them slower than the scalar ones.
   */
  Kernels kernels() {
    try {
      Kernels kernels = KernelSelector.select(kernel, threads);
      if (kernels.lanes() > 1 && !warned) {
        warned = true;
        Compiler.weakness()
            .ifPresent(why ->
                command
                    .commandLine()
                    .getErr()
                    .println("marginflow: --kernel scalar would be faster: " + why));
      }
      return kernels;
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  /** Says on standard error what a reader made of its files, unless the command is to be quiet. */
  void say(List<String> notes) {
    if (!quiet) {
      notes.forEach(note -> command.commandLine().getErr().println("marginflow: " + note));
    }
  }

  /** Says what in the data no start of a network can separate. */
  void sayObstacles(LoadedData data, Architecture net) {
    say(data.obstacles().of(net).stream().toList());
  }

  /** An error of usage: exit code 2 and the message. */
  ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
