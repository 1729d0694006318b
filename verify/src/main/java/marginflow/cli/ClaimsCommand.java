package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import marginflow.claims.Catalogue;
import marginflow.claims.Claim;
import marginflow.claims.ClaimDocument;
import marginflow.claims.Judgement;
import marginflow.claims.Laboratory;
import marginflow.claims.Measurements;
import marginflow.io.Json;
import marginflow.io.run.FolderException;
import marginflow.run.Interrupt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reproduces the papers' claims from real runs. */
@Command(
    name = "claims",
    subcommands = CensusCommand.class,
    description = {
      "Reproduces the papers' claims: every one is a flow that is run and a certificate that is"
          + " computed, compared with what is expected of them.",
      "Writes a folder per claim: result.json, trajectories, figures."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.Provider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every claim asked for holds",
      "1:one does not",
      "2:usage",
      "74:a file could not be written",
      "130:interrupted; the claims that were done are written"
    },
    footer = {
      "",
      "Examples:",
      "  ./marginflow claims list",
      "  ./marginflow claims V2 L4",
      "  ./marginflow claims --json",
      "  ./marginflow claims census --threads 2"
    })
final class ClaimsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "ID",
      completionCandidates = Choices.Claims.class,
      arity = "0..*",
      description = "Claims to reproduce (default: all), or the word list.")
  private List<String> ids = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results/claims",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("results", "claims");

  @Option(names = "--no-files", description = "Write nothing.")
  private boolean noFiles;

  private volatile int done;

  ClaimsCommand() {}

  @Override
  public Integer call() throws IOException {
    if (ids.equals(List.of("list"))) {
      return list();
    }
    List<Claim> chosen = chosen();
    Unwritten unwritten = new Unwritten();
    if (!noFiles && !unwritten.attempt(() -> ClaimFolder.writePage(out))) {
      return unwritten.say(); // before anything is computed
    }
    List<Judgement> judgements = new ArrayList<>();
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine().getErr())) {
      interrupt.letGo(() ->
          "%d of %d claims are done%s"
              .formatted(done, chosen.size(), noFiles ? "" : " and written to " + out));
      for (Claim claim : chosen) {
        Judgement judgement = run(claim, judgements.size() + 1, chosen.size());
        judgements.add(judgement);
        if (!noFiles) {
          unwritten.attempt(() -> ClaimFolder.write(judgement, out));
        }
        if (!common.json()) {
          print(judgement);
        }
        done = judgements.size();
      }
    }
    if (!noFiles) {
      unwritten.attempt(() -> ClaimFolder.writePage(out));
    }
    if (common.json()) {
      spec.commandLine().getOut().println(Json.text(ClaimDocument.of(judgements)));
    } else {
      long held = judgements.stream().filter(Judgement::holds).count();
      spec.commandLine().getOut().printf("%d of %d claims hold%n", held, judgements.size());
    }
    spec.commandLine().getOut().flush();
    if (unwritten.any()) {
      return unwritten.say();
    }
    return judgements.stream().allMatch(Judgement::holds) ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  /** Something that writes. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  /** Files that could not be written: what was computed is printed all the same. */
  private final class Unwritten {

    private final List<IOException> failures = new ArrayList<>();

    boolean attempt(Writing writing) {
      try {
        writing.run();
        return true;
      } catch (IOException e) {
        failures.add(e);
        return false;
      }
    }

    boolean any() {
      return !failures.isEmpty();
    }

    int say() {
      spec.commandLine()
          .getErr()
          .println(
              "marginflow: %s: %d files could not be written: %s"
                  .formatted(out, failures.size(), FolderException.reason(failures.getFirst())));
      return ExitCode.CANNOT_WRITE;
    }
  }

  private int list() {
    if (common.json()) {
      spec.commandLine().getOut().println(Json.text(ClaimDocument.list(Catalogue.all())));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    for (Claim claim : Catalogue.all()) {
      spec.commandLine()
          .getOut()
          .printf("%-4s %-8s %s%n", claim.id(), claim.provenance().id(), claim.statement());
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private List<Claim> chosen() {
    List<Claim> all = Catalogue.all();
    if (ids.isEmpty()) {
      return all;
    }
    List<Claim> chosen = new ArrayList<>();
    for (String id : ids) {
      chosen.add(
          all.stream()
              .filter(claim -> claim.id().equalsIgnoreCase(id))
              .findFirst()
              .orElseThrow(() ->
                  common.usage(
                      "no claim %s: expected some of %s"
                          .formatted(id, all.stream().map(Claim::id).toList()))));
    }
    return chosen;
  }

  private Judgement run(Claim claim, int number, int total) {
    if (!common.quiet()) {
      spec.commandLine()
          .getErr()
          .printf("claim %d of %d: %s, %s%n", number, total, claim.id(), claim.statement());
      spec.commandLine().getErr().flush();
    }
    long start = System.nanoTime();
    Measurements measured = claim.protocol().measure(new Laboratory());
    return claim.judge(measured, (System.nanoTime() - start) * 1e-9);
  }

  private void print(Judgement judgement) {
    var writer = spec.commandLine().getOut();
    writer.printf(
        Locale.ROOT,
        "%-4s %s  %.1f s  %s%n",
        judgement.claim().id(),
        judgement.holds() ? "holds" : "FAILS",
        judgement.seconds(),
        judgement.claim().statement());
    for (Judgement.Check check : judgement.checks()) {
      writer.printf(
          "     %s %s, found %s%n", check.holds() ? " " : "✗", check.expected(), check.found());
    }
    writer.flush();
  }
}
