package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import marginflow.crosscheck.certificates.CertificateCase;
import marginflow.crosscheck.certificates.CertificateTrial;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.network.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Certificates of random small problems against exact programs, attacks and symmetries. */
@Command(
    name = "certificates",
    description =
        "Certificates of random small problems (nets of two layers and more, linear and diagonal"
            + " ones, filters shared and not) against an exact program in rational arithmetic where"
            + " there is one, attacks on every local and global optimum, and the same points"
            + " scaled, rotated, permuted, split and perturbed.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every verdict survived", "1:one did not; its problem is kept", "2:usage"},
    footer = {"", "Example:", "  ./marginflow verify certificates --problems 20 --seed 1"})
final class VerifyCertificatesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--problems",
      paramLabel = "N",
      description = "How many problems (default: ${DEFAULT-VALUE}).")
  private int problems = 100;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the first; those that follow count up (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Keep the problems whose verdicts did not survive here (default: nowhere; a seed makes"
              + " its problem again).")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  VerifyCertificatesCommand() {}

  @Override
  public Integer call() throws IOException {
    if (problems < 1) {
      throw new ParameterException(
          spec.commandLine(), "--problems: expected at least 1, found " + problems);
    }
    Map<String, Integer> verdicts = new TreeMap<>();
    List<CertificateCase> failed = new ArrayList<>();
    int separated = 0;
    for (int k = 0; k < problems; k++) {
      CertificateCase found = CertificateTrial.of(seed + k);
      separated += found.theta().length > 0 ? 1 : 0;
      found.verdicts().forEach((verdict, count) -> verdicts.merge(verdict, count, Integer::sum));
      if (!found.holds()) {
        failed.add(found);
        if (folder.isPresent()) {
          keep(folder.get(), found);
        }
      }
      progress(k + 1, failed.size());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? document(separated, verdicts, failed) : text(separated, verdicts, failed));
    out.flush();
    return failed.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private void progress(int done, int failed) {
    if (!quiet && !json) {
      PrintWriter err = spec.commandLine().getErr();
      if (done % 10 == 0 || done == problems) {
        err.println("certificates: %d of %d problems, %d failed".formatted(done, problems, failed));
        err.flush();
      }
    }
  }

  /** Leaves a problem as a file in a folder. */
  static void keep(Path folder, CertificateCase found) throws IOException {
    Disk.here().makeFolders(folder);
    Disk.here()
        .replace(folder.resolve("certificate-" + found.seed() + ".json"), Json.text(node(found)));
  }

  private String text(int separated, Map<String, Integer> verdicts, List<CertificateCase> failed) {
    TextTable table = new TextTable();
    table.sentence(
        "%d of %d problems hold; %d flows separated their data."
            .formatted(problems - failed.size(), problems, separated));
    table.row(
        "verdicts",
        verdicts.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", ")));
    for (CertificateCase found : failed) {
      found.faults().forEach(fault -> table.row("FAILED", name(found) + ": " + fault));
    }
    return table.toString();
  }

  private static String name(CertificateCase found) {
    return "seed %d, %s, %d samples"
        .formatted(found.seed(), found.problem().net().spec(), found.problem().data().n());
  }

  private String document(
      int separated, Map<String, Integer> verdicts, List<CertificateCase> failed) {
    ObjectNode node = Json.object();
    node.put("schema", "marginflow.verify-certificates/1");
    node.put("problems", problems);
    node.put("seed", seed);
    node.put("separated", separated);
    ObjectNode counts = node.putObject("verdicts");
    verdicts.forEach(counts::put);
    ArrayNode cases = node.putArray("failed");
    failed.forEach(found -> cases.add(node(found)));
    node.put("holds", failed.isEmpty());
    return Json.text(node);
  }

  private static ObjectNode node(CertificateCase found) {
    ObjectNode node = Json.object();
    node.put("seed", found.seed());
    node.put("net", found.problem().net().spec());
    Dataset data = found.problem().data();
    ArrayNode x = node.putArray("X");
    for (int i = 0; i < data.n(); i++) {
      ArrayNode row = x.addArray();
      for (int j = 0; j < data.d(); j++) {
        row.add(data.x().get(i, j));
      }
    }
    numbers(node.putArray("y"), data.y());
    numbers(node.putArray("theta0"), found.problem().theta0());
    numbers(node.putArray("theta"), found.theta());
    ArrayNode faults = node.putArray("faults");
    found.faults().forEach(faults::add);
    return node;
  }

  private static void numbers(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add(Json.number(value));
    }
  }
}
