package marginflow.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginflow.bench.flow.FlowSuite;
import marginflow.bench.record.Comparison;
import marginflow.bench.record.Environment;
import marginflow.bench.record.ResultFolder;
import marginflow.bench.record.Row;
import marginflow.bench.record.Table;
import marginflow.io.run.Disk;
import marginflow.io.run.FolderException;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** The worker behind the command {@code bench}: runs suites, lists them, compares results. */
@Command(name = "bench")
public final class BenchMain implements Callable<Integer> {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int CANNOT_WRITE = 74;

  @Parameters private List<String> words = new ArrayList<>();

  @Option(names = "--implementation", split = ",")
  private List<String> implementations = new ArrayList<>();

  @Option(names = "--shape")
  private List<String> shapes = new ArrayList<>();

  @Option(names = "--forks")
  private int forks;

  @Option(names = "--threads")
  private int threads = 1;

  @Option(names = "--out")
  private String out = "";

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--quiet")
  private boolean quiet;

  private final PrintStream results = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private BenchMain() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args as for {@code ./marginflow bench}
   */
  public static void main(String[] args) {
    // Tables and records look alike whatever language the machine speaks.
    Locale.setDefault(Locale.ROOT);
    System.exit(new CommandLine(new BenchMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (words.equals(List.of("list"))) {
      results.print(json ? SuiteList.document() + "\n" : SuiteList.text());
      return OK;
    }
    if (words.size() == 3 && words.getFirst().equals("compare")) {
      return compare(Path.of(words.get(1)), Path.of(words.get(2)));
    }
    List<Suite> suites = new ArrayList<>();
    for (String word : words) {
      if (word.equals(FlowSuite.NAME)) {
        continue;
      }
      if (word.equals("all")) {
        suites.addAll(Suites.all());
      } else if (Suites.find(word).isPresent()) {
        suites.add(Suites.find(word).get());
      } else {
        return usage("no suite " + word);
      }
    }
    boolean flow = words.contains(FlowSuite.NAME) || words.contains("all");
    if (suites.isEmpty() && !flow) {
      return usage("which suite?");
    }
    Optional<String> unknown = unknownChoice(suites, flow, shapes, implementations);
    if (unknown.isPresent()) {
      System.err.println("marginflow bench: " + unknown.get());
      return USAGE;
    }
    return measure(suites, flow);
  }

  /** What was asked for and is nowhere in the suites, with what there is; empty if all is there. */
  static Optional<String> unknownChoice(
      List<Suite> suites, boolean flow, List<String> shapes, List<String> implementations) {
    List<String> knownShapes = new ArrayList<>(flow ? FlowSuite.names() : List.of());
    List<String> known = new ArrayList<>(flow ? FlowSuite.methods() : List.of());
    for (Suite suite : suites) {
      knownShapes.addAll(suite.shapes());
      known.addAll(suite.implementations());
    }
    return unknown("shape", shapes, knownShapes)
        .or(() -> unknown("implementation", implementations, known));
  }

  private static Optional<String> unknown(String kind, List<String> wanted, List<String> known) {
    return wanted.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name ->
            "no %s '%s'; there are:%n  %s"
                .formatted(kind, name, String.join("\n  ", known.stream().distinct().toList())));
  }

  private static int usage(String message) {
    System.err.println("marginflow bench: " + message + "; there are:");
    Suites.all().forEach(s -> System.err.printf("  %-10s %s%n", s.name(), s.sentence()));
    System.err.printf("  %-10s %s%n", FlowSuite.NAME, FlowSuite.SENTENCE);
    System.err.println("  all        every one of them");
    return USAGE;
  }

  private int compare(Path before, Path after) throws IOException {
    List<Row> old = new ResultFolder(before).rows();
    List<Row> now = new ResultFolder(after).rows();
    if (old.isEmpty() || now.isEmpty()) {
      System.err.println("marginflow bench: no results in " + (old.isEmpty() ? before : after));
      return USAGE;
    }
    List<String> changes = Comparison.changes(old, now);
    changes.forEach(results::println);
    if (changes.isEmpty()) {
      results.printf("nothing changed beyond noise in %d rows%n", now.size());
    }
    return OK;
  }

  private int measure(List<Suite> suites, boolean flow) throws IOException {
    Environment environment = Environment.here();
    Path root = Path.of(System.getProperty("marginflow.home", "."), "results", "bench");
    ResultFolder recorded = new ResultFolder(root.resolve(environment.machine()));
    Optional<ResultFolder> folder =
        out.isEmpty()
            ? Optional.of(recorded).filter(f -> !quick)
            : Optional.of(new ResultFolder(Path.of(out)));
    if (folder.isPresent() && !isMade(folder.get().folder())) {
      return CANNOT_WRITE;
    }
    List<Row> rows = new ArrayList<>();
    List<Table> tables = new ArrayList<>();
    FlowSuite flows = new FlowSuite(shapes, implementations, quick, this::print);
    try {
      double peak = ResultFolder.peak(recorded.rows());
      for (Suite suite : suites) {
        measure(suite, peak, rows);
        peak = Math.max(peak, ResultFolder.peak(rows));
      }
      if (flow) {
        tables.addAll(flows.measure(Measurement.jvm(threads)));
      }
    } catch (RunnerException e) {
      System.err.println("marginflow bench: " + e.getMessage());
      return FAILED;
    }
    if (rows.isEmpty() && tables.isEmpty()) {
      System.err.println(
          "marginflow bench: none of these implementations does any of these shapes");
      return USAGE;
    }
    if (json) {
      printDocument(rows, tables, environment);
    }
    if (folder.isEmpty()) {
      return OK;
    }
    try {
      if (flow) {
        flows.draw(folder.get().folder());
      }
      folder.get().merge(rows, tables, environment);
    } catch (IOException e) {
      return unwritten(folder.get().folder(), e);
    }
    if (!quiet) {
      System.err.println("marginflow bench: written to " + folder.get().folder());
    }
    return OK;
  }

  /** Makes the folder of the results before hours of measuring; false if that cannot be. */
  private static boolean isMade(Path folder) {
    try {
      Disk.here().makeFolders(folder);
      return true;
    } catch (IOException e) {
      unwritten(folder, e);
      return false;
    }
  }

  private static int unwritten(Path folder, IOException e) {
    System.err.println(
        "marginflow bench: %s: the results could not be written: %s"
            .formatted(folder, FolderException.reason(e)));
    return CANNOT_WRITE;
  }

  private void measure(Suite suite, double knownPeak, List<Row> rows) throws RunnerException {
    double peak = knownPeak;
    for (String shape : chosen(suite.shapes(), shapes)) {
      for (String implementation : chosen(suite.implementations(), implementations)) {
        if (Suites.fits(suite, shape, implementation)) {
          Row row = measurement().run(suite, shape, implementation);
          peak = Math.max(peak, ResultFolder.peak(List.of(row)));
          rows.add(row.withPeak(peak));
          print(rows.getLast());
        }
      }
    }
  }

  private static List<String> chosen(List<String> all, List<String> wanted) {
    return wanted.isEmpty() ? all : all.stream().filter(wanted::contains).toList();
  }

  private Measurement measurement() {
    Measurement standard = quick ? Measurement.quick(threads) : Measurement.full(threads);
    return forks == 0
        ? standard
        : new Measurement(forks, standard.warmup(), standard.seconds(), threads);
  }

  /** As results come in; on standard error where standard output carries the JSON document. */
  private void print(Row row) {
    print(
        String.format(
            Locale.ROOT,
            "%-9s %-24s %-11s %12s ns  median %12s ns %8s GF/s %8s GB/s %5.1f %% of peak %7s B/op",
            row.suite(),
            row.shape(),
            row.implementation(),
            Row.digits(row.p10Ns()),
            Row.digits(row.medianNs()),
            row.gflops() > 0 ? Row.digits(row.gflops()) : "-",
            row.gbytes() > 0 ? Row.digits(row.gbytes()) : "-",
            100 * row.shareOfPeak(),
            Row.digits(row.bytesPerOp())));
  }

  private void print(String line) {
    if (!quiet) {
      (json ? System.err : results).println(line);
    }
  }

  private void printDocument(List<Row> rows, List<Table> tables, Environment environment) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", "marginflow.bench/1");
    document.put("machine", environment.machine());
    document.put("environment", environment.facts());
    document.put("rows", rows.stream().map(Row::json).toList());
    Map<String, Object> others = new LinkedHashMap<>();
    tables.forEach(table -> others.put(table.name(), table.json()));
    document.put("tables", others);
    results.println(
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }
}
