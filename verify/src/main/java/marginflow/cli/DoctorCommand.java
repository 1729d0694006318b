package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import marginflow.cli.Finding.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what this machine offers and what it lacks; exit code 1 where something must be mended. */
@Command(
    name = "doctor",
    description = "JDK, module, lanes, processor, kernel, and what is missing for profiling.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    footer = {
      "",
      "Exit code 1 means a problem; what is only missing is optional, a warning costs time.",
      "",
      "Example:",
      "  ./marginflow doctor --json"
    })
final class DoctorCommand implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output and nothing else.")
  private boolean json;

  @Option(names = "--quiet", description = "Print only what is missing, a warning or a problem.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = Examination.everything();
    PrintWriter out = command.commandLine().getOut();
    out.print(json ? document(findings) : table(findings, quiet));
    out.flush();
    return isHealthy(findings) ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  /** The findings, one a line, advice below. */
  static String table(List<Finding> findings, boolean onlyWorse) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      if (!onlyWorse || finding.state() != State.OK) {
        text.append("%-8s %-22s  %s%n".formatted(word(finding), finding.name(), finding.found()));
        if (!finding.advice().isEmpty()) {
          text.append("%-8s %-22s  → %s%n".formatted("", "", finding.advice()));
        }
      }
    }
    return text.toString();
  }

  /** The findings as one JSON document, {@code marginflow.doctor/1}. */
  static String document(List<Finding> findings) {
    ObjectNode document = JSON.createObjectNode();
    document.put("schema", "marginflow.doctor/1");
    document.put("healthy", isHealthy(findings));
    ArrayNode rows = document.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode row = rows.addObject();
      row.put("name", finding.name());
      row.put("state", word(finding));
      row.put("found", finding.found());
      row.put("advice", finding.advice());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
  }

  private static boolean isHealthy(List<Finding> findings) {
    return findings.stream().noneMatch(finding -> finding.state() == State.PROBLEM);
  }

  private static String word(Finding finding) {
    return finding.state().name().toLowerCase(Locale.ROOT);
  }
}
