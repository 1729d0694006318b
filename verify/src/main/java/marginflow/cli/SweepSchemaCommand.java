package marginflow.cli;

import java.util.concurrent.Callable;
import marginflow.io.Json;
import marginflow.sweep.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep schema}: what a description may hold, for editors. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of descriptions, by which editors complete and check them: a first"
            + " line '# yaml-language-server: $schema=sweep.schema.json' names it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    footer = {"", "Example:", "  ./marginflow sweep schema"})
final class SweepSchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  SweepSchemaCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(Json.text(Schema.document()));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
