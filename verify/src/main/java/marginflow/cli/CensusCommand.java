package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import marginflow.claims.CensusCase;
import marginflow.claims.CensusRow;
import marginflow.claims.CensusTable;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.io.run.FolderException;
import marginflow.io.run.FolderLock;
import marginflow.io.run.RowTable;
import marginflow.report.SvgWriter;
import marginflow.run.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How often the limit of a flow is a global optimum, a local one, or none. */
@Command(
    name = "census",
    description = {
      "Runs two-layer flows from random starts on random data, polishes every limit to the exact"
          + " KKT point, and counts how often it is a global optimum, a local one, or none.",
      "Two parts: a grid of labels, slopes, widths and scales, and a hundred random-label flows"
          + " listed one by one. A run that was cut off goes on where it was."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.Provider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:counted",
      "2:usage",
      "74:a file could not be written; the same command goes on"
    },
    footer = {"", "Example:", "  ./marginflow claims census --seeds 1 --out results/runs/census"})
final class CensusCommand implements Callable<Integer> {

  /** Seeds of the random-label part: those of the flow suite. */
  private static final int RANDOM_LABEL_SEEDS = 100;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Data sets and starts per combination of the grid (default: ${DEFAULT-VALUE}).")
  private int seeds = 30;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results/census",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("results", "census");

  @Option(
      names = "--fresh",
      description = "Run every flow anew instead of keeping rows that are in the folder.")
  private boolean fresh;

  CensusCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds < 1) {
      throw common.usage("--seeds: expected at least 1, found " + seeds);
    }
    Disk.here().makeFolders(out);
    try (FolderLock _ = FolderLock.take(out)) {
      return count();
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  private int count() throws IOException, InterruptedException {
    List<CensusCase> grid = CensusCase.grid(seeds);
    CensusTable counted = new CensusTable(grid, rows(grid, "grid"));
    List<CensusCase> labels = CensusCase.randomLabels(Math.min(RANDOM_LABEL_SEEDS, 4 * seeds));
    CensusTable listed = new CensusTable(labels, rows(labels, "random-labels"));
    for (CensusCase.Labels kind : CensusCase.Labels.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      Disk.here()
          .replace(
              out.resolve(name + ".svg"), SvgWriter.write(counted.figure(kind), "census-" + name));
    }
    Disk.here().replace(out.resolve("README.md"), page(counted, listed));
    if (common.json()) {
      var document = counted.document();
      document.put("random_labels", listed.exactSentence());
      spec.commandLine().getOut().println(Json.text(document));
    } else {
      spec.commandLine().getOut().println(counted.sentence() + ".");
      spec.commandLine().getOut().println("Random labels: " + listed.exactSentence() + ".");
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  /** One row per flow: those kept in the folder, and the others run now, several at a time. */
  private List<CensusRow> rows(List<CensusCase> cases, String name)
      throws IOException, InterruptedException {
    Path file = out.resolve(name + ".csv");
    if (fresh) {
      Disk.here().delete(file);
    }
    Progress progress = Progress.on(spec.commandLine().getErr(), common.quiet());
    try (RowTable<String, CensusRow> table = new RowTable<>(file, CensusRow.TABLE);
        ExecutorService workers = Executors.newFixedThreadPool(common.threads())) {
      List<Future<CensusRow>> futures =
          cases.stream().map(flow -> workers.submit(() -> row(table, flow))).toList();
      List<CensusRow> rows = new ArrayList<>();
      for (Future<CensusRow> future : futures) {
        rows.add(future.get());
        progress.tick(
            () -> "census, %s: %d of %d flows".formatted(name, rows.size(), cases.size()));
      }
      progress.clear();
      table.write(rows);
      return rows;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unwritten) {
        throw unwritten;
      }
      throw new IllegalStateException("a flow of the census failed", e.getCause());
    }
  }

  /** The row of a flow: the one that is there, or the one that it leaves now. */
  private static CensusRow row(RowTable<String, CensusRow> table, CensusCase flow)
      throws IOException {
    Optional<CensusRow> kept = table.find(flow.name());
    if (kept.isPresent()) {
      return kept.get();
    }
    CensusRow row = CensusRow.of(flow);
    table.add(row);
    return row;
  }

  private static String page(CensusTable counted, CensusTable listed) {
    return """
    # Census

    Written by `./marginflow claims census`; every flow of it is a line of
    [grid.csv](grid.csv) or [random-labels.csv](random-labels.csv). Inputs are gaussian, labels
    a coin's (*random*) or a random hyperplane's (*linear*), networks have two layers, starts
    are gaussian of standard deviation σ. Every limit is polished to the exact KKT point, and
    the verdict is that point's; *exact* counts residuals of at most 1e-12. γ* is a proven upper
    bound on the best margin of any width, so that γ/γ* can only be understated. r is the rate
    at which a vanishing neuron would grow: above 1, the limit is not a global optimum.
    *Ambiguous* counts the flows that met a kink at which they are not unique, or not to the
    tolerance: their limits are one of several.

    ## The grid

    %s.

    ![Random labels](random.svg) ![Linear labels](linear.svg)

    %s
    ## Random labels, flow by flow

    ReLU, 30 neurons, n = 20, d = 3, σ = 0.1, to a loss of 10^(−1,000,000): the flows
    *random-labels* of the flow suite. %s.

    %s\
    """
        .formatted(
            counted.sentence(), counted.cellsPage(), listed.exactSentence(), listed.flowsPage());
  }
}
