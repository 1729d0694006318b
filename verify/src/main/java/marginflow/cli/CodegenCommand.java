package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import marginflow.kernel.KernelSelector;
import marginflow.profile.codegen.Codegen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code profile codegen}: whether the compiled kernels hold the vector instructions they should.
 */
@Command(
    name = "codegen",
    description =
        "Compiles every hot kernel in a JVM of its own and looks for the vector fused multiply-adds"
            + " in its innermost loop, in the machine code the JVM itself prints. Takes about 15"
            + " s.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every kernel holds them",
      "1:one does not",
      "69:not an x86-64 processor, or not with vectors this wide"
    },
    footer = {
      "",
      "Examples:",
      "  ./marginflow profile codegen",
      "  ./marginflow profile codegen --lanes 256 --json"
    })
final class CodegenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--lanes",
      paramLabel = "BITS",
      description = "Width of vectors: 128, 256 or 512 (default: that of the vector kernels).")
  private int lanes;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  CodegenCommand() {}

  @Override
  public Integer call() throws IOException {
    int widest = Double.SIZE * KernelSelector.select("vector", 1).lanes();
    int bits = lanes == 0 ? widest : lanes;
    if (bits != 128 && bits != 256 && bits != 512) {
      throw new ParameterException(
          spec.commandLine(), "--lanes: expected 128, 256 or 512, found " + bits);
    }
    if (!Codegen.isAvailable() || bits > widest) {
      spec.commandLine()
          .getErr()
          .printf(
              "marginflow: expected an x86-64 processor with vectors of %d bits, found %s with"
                  + " %d%n",
              bits, System.getProperty("os.arch"), widest);
      return ExitCode.UNAVAILABLE;
    }
    List<Codegen.Finding> findings = Codegen.judge(bits);
    boolean holds = findings.stream().allMatch(Codegen.Finding::holds);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? document(bits, findings) : table(bits, findings));
    out.flush();
    return holds ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private static String table(int bits, List<Codegen.Finding> findings) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT, "%-28s %13s  %s%n", "kernel", "FMA, " + bits + " bit", "innermost loop"));
    for (Codegen.Finding f : findings) {
      String loop =
          f.holds()
              ? f.bytes() + " bytes"
              : f.compiledIn().isPresent() ? "MISSING" : "NEVER COMPILED";
      out.append(String.format(Locale.ROOT, "%-28s %13d  %s%n", f.method(), f.fmas(), loop));
    }
    return out.toString();
  }

  private static String document(int bits, List<Codegen.Finding> findings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", "marginflow.codegen/1");
    document.put("bits", bits);
    document.put("kernels", findings.stream().map(CodegenCommand::row).toList());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
  }

  private static Map<String, Object> row(Codegen.Finding f) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kernel", f.method());
    f.compiledIn().ifPresent(method -> row.put("compiled_in", method));
    row.put("fmas_in_loop", f.fmas());
    row.put("loop_bytes", f.bytes());
    row.put("holds", f.holds());
    return row;
  }
}
