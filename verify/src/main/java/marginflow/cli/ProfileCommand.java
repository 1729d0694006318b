package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginflow.io.data.LoadedData;
import marginflow.io.run.Disk;
import marginflow.io.run.RunSettings;
import marginflow.io.run.TraceFile;
import marginflow.profile.Comparison;
import marginflow.profile.Profile;
import marginflow.profile.ProfileText;
import marginflow.profile.Profiler;
import marginflow.run.FlowJob;
import marginflow.run.KktCadence;
import marginflow.run.KktProbe;
import marginflow.run.StopRules;
import marginflow.run.TraceObserver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code profile}: where the time of a flow goes. */
@Command(
    name = "profile",
    subcommands = CodegenCommand.class,
    description = {
      "Runs a flow and says where its time goes: phases, GFLOP/s, share of the roofline measured on"
          + " the spot, bytes allocated, collections, compilation, time to steady state. Leaves"
          + " flow.jfr, flames.svg and profile.json.",
      "Stacks are the Flight Recorder's own samples of CPU time. Hardware counters (perf) and"
          + " async-profiler (asprof) are used where they are on the path, and it is said when not."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./marginflow profile",
      "  ./marginflow profile --shape medium --max-seconds 10",
      "  ./marginflow profile --shape small --out results/profiles/a",
      "  ./marginflow profile --shape small --kernel scalar --out results/profiles/b",
      "  ./marginflow profile --compare results/profiles/a results/profiles/b",
      "  ./marginflow profile codegen"
    })
final class ProfileCommand implements Callable<Integer> {

  private static final Path PROFILES = Path.of("results", "profiles");
  private static final String DOCUMENT = "profile.json";
  private static final String TRACE = "trace.csv";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private FlowOptions options = new FlowOptions();

  @Option(
      names = "--shape",
      paramLabel = "NAME",
      description =
          "Made-up separable data instead of --data, and a two-layer leaky ReLU net:"
              + " ${COMPLETION-CANDIDATES}.")
  private Optional<ProfileShape> shape = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to leave the files (default: results/profiles/NAME).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "DIR",
      description = "Run nothing; put the profiles in two folders side by side.")
  private List<Path> compare = List.of();

  ProfileCommand() {}

  @Override
  public Integer call() throws IOException {
    return compare.isEmpty() ? profile() : compared();
  }

  private int profile() throws IOException {
    if (shape.isPresent() && data.given()) {
      throw common.usage("--shape makes its own data: expected no data options beside it");
    }
    Path folder = out.orElseGet(() -> PROFILES.resolve(name()));
    Disk.here().makeFolders(folder);
    FlowJob job = job(folder);
    try (TraceFile trace = TraceFile.create(folder.resolve(TRACE))) {
      Profile profile = Profiler.run(subject(job, trace), folder);
      trace.flush();
      String json = ProfileText.json(profile);
      Disk.here().replace(folder.resolve(DOCUMENT), json);
      print(common.json() ? json + "\n" : ProfileText.screen(profile) + left(folder));
    }
    return ExitCode.OK;
  }

  private FlowJob job(Path folder) throws IOException {
    try {
      LoadedData loaded =
          LoadedData.load(shape.isPresent() ? shape.get().write(folder) : data.request());
      RunSettings settings = options.settings(loaded, common.kernel(), common.threads());
      common.say(loaded.notes());
      if (shape.isPresent() && !options.given()) {
        settings = shape.get().settings(settings);
      }
      FlowJob job = FlowJob.of(settings, loaded);
      common.sayObstacles(loaded, job.net());
      return job;
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  private Profiler.Subject subject(FlowJob job, TraceFile trace) {
    RunSettings s = job.settings();
    KktProbe probe =
        new KktProbe(
            job.net(), job.data().dataset(), common.kernels(), s.loss(), KktCadence.perEFold(1));
    return new Profiler.Subject(
        job.runner().bind(job.experiment(List.of())),
        () -> job.experiment(StopRules.of(s.stops(), probe, System.nanoTime())),
        new TraceObserver(trace));
  }

  private int compared() throws IOException {
    try {
      Comparison comparison =
          Comparison.of(document(compare.getFirst()), document(compare.getLast()));
      print(common.json() ? comparison.json() + "\n" : comparison.screen());
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  private static String document(Path folder) throws IOException {
    Path file = Files.isDirectory(folder) ? folder.resolve(DOCUMENT) : folder;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s: expected the folder of a profile, found no %s".formatted(folder, DOCUMENT));
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private String name() {
    return shape.map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("flow");
  }

  private static String left(Path folder) {
    return "left in %s: %s, %s, %s, %s%n"
        .formatted(folder, Profiler.RECORDING, Profiler.FLAMES, DOCUMENT, TRACE);
  }

  private void print(String text) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(text);
    writer.flush();
  }
}
