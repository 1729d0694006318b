package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import marginflow.flow.FlowResult;
import marginflow.flow.Termination;
import marginflow.io.data.LoadedData;
import marginflow.io.data.LoadedParameters;
import marginflow.io.data.ParameterLayout;
import marginflow.io.run.FolderException;
import marginflow.io.run.Manifest;
import marginflow.io.run.NumberedFolder;
import marginflow.io.run.RunFolder;
import marginflow.io.run.RunSettings;
import marginflow.kernel.Kernels;
import marginflow.network.Initialisation;
import marginflow.report.Numbers;
import marginflow.report.SnapshotRecorder;
import marginflow.run.CertificateLimit;
import marginflow.run.FlowJob;
import marginflow.run.FlowRun;
import marginflow.run.Interrupt;
import marginflow.run.LiveReport;
import marginflow.run.Progress;
import marginflow.run.ProgressLine;
import marginflow.run.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code flow}: one network on one data set, to a far horizon, and its certificate. */
@Command(
    name = "flow",
    description = {
      "Follows the gradient flow of one network on one data set to a far horizon, then certifies"
          + " where it ended. Writes a run folder: manifest.json, trace.csv, events.csv, final.npz,"
          + " result.json, plots, report.html, and samples where --save-per-decade asks for them.",
      "Without options: two species of Iris, relu:4-20-1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a check failed, or gradient descent diverged",
      "2:usage, or a run folder that cannot be used",
      "65:bad data",
      "74:a file could not be written; the message says what was saved",
      "130:interrupted, checkpoint saved"
    },
    footer = {
      "",
      "Examples:",
      "  ./marginflow flow",
      "  ./marginflow flow --net linear:4-8-1 --until-log10-loss -1e5",
      "  ./marginflow flow --save-per-decade 10",
      "  ./marginflow flow --save limit.safetensors",
      "  ./marginflow flow --data example:digits_0_vs_1.npz --net relu:auto-50-1 --json",
      "  ./marginflow flow --serve",
      "  ./marginflow flow --resume results/runs/iris-relu-4-20-1-001 \\",
      "      --until-log10-loss -1e7"
    })
final class FlowCommand implements Callable<Integer> {

  private static final Path RUNS = Path.of("results", "runs");

  static final int CHECKPOINT_SECONDS = 10;

  /** What trace, snapshots and report of a run may take, beside what grows with P. */
  private static final long RESERVE = 4L << 20;

  /** Bytes per parameter in checkpoint, final parameters and report. */
  private static final long RESERVE_PER_PARAMETER = 8 * 40;

  /** Decades of loss and norm before log10 loss is −1, in all but the smallest starts. */
  private static final double EARLY_DECADES = 6;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private FlowOptions options = new FlowOptions();
  @Mixin private SaveOptions save = new SaveOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder (default: results/runs/NAME-001, numbered).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--audit",
      description =
          "Check the path when the flow has ended: every step against the velocity that is right"
              + " along it, states on the way against fixed tiny steps until the flow is stiff, for"
              + " half a minute, and the end against the same flow at a hundredth of the"
              + " tolerance.")
  private boolean audit;

  @Option(names = "--overwrite", description = "Replace a run that is in --out.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run in DIR; it ends with the bits of one left alone. Stop rules may be"
              + " given anew.")
  private Optional<Path> resume = Optional.empty();

  @Option(
      names = "--other-version",
      description =
          "With --resume: go on although another version of the program began the run. It may then"
              + " end with other bits than one left alone.")
  private boolean otherVersion;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "S",
      description =
          "Seconds between checkpoints, 0 for one after every step (default: "
              + CHECKPOINT_SECONDS
              + ").")
  private double checkpointSeconds = CHECKPOINT_SECONDS;

  @Option(
      names = "--save-per-decade",
      paramLabel = "K",
      description =
          "Save θ and the state at K places per decade of -log10 loss, from -1 on; before, per"
              + " decade of the loss and of the norm. They do not depend on the steps, and are"
              + " written to samples.csv and samples.npz with every checkpoint.")
  private Optional<Integer> samples = Optional.empty();

  @Option(
      names = "--kkt-per-decade",
      paramLabel = "K",
      description =
          "Compute the KKT residual of trace.csv and its figure at K steps per decade of -log10"
              + " loss, as far as there are so many (default: "
              + FlowRun.RESIDUALS_PER_DECADE
              + ").")
  private Optional<Integer> residuals = Optional.empty();

  @Option(
      names = "--certify-seconds",
      paramLabel = "S",
      description =
          "End the certificate after S seconds; it then names what it left undecided (default: what"
              + " is left of --max-seconds, 10 at least; without either no limit).")
  private Optional<Double> certifySeconds = Optional.empty();

  @Option(names = "--no-figures", description = "Write no figures and no report.")
  private boolean noFigures;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "0",
      description =
          "Offer the report at http://127.0.0.1:PORT/ while the run goes on, and refresh it; any"
              + " free port if none is given. Only this machine can see it.")
  private Optional<String> serve = Optional.empty();

  FlowCommand() {}

  @Override
  public Integer call() throws IOException {
    if (serve.isPresent() && noFigures) {
      throw common.usage("--serve shows the report: expected no --no-figures beside it");
    }
    if (serve.isEmpty()) {
      return run(Optional.empty());
    }
    try (LiveReport live = listen(serve.get())) {
      return run(Optional.of(live));
    }
  }

  private int run(Optional<LiveReport> live) throws IOException {
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine().getErr());
        Prepared prepared = prepare()) {
      return run(prepared, live, interrupt);
    } catch (FlowRun.GivenUp e) {
      err(
          "interrupted within a step of more than %d s; %s"
              .formatted(Interrupt.STEP_SECONDS, e.getMessage()));
      return ExitCode.INTERRUPTED;
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      err("a file could not be written: " + FolderException.reason(e));
      return ExitCode.CANNOT_WRITE;
    }
  }

  private LiveReport listen(String where) {
    try {
      LiveReport live = LiveReport.at(where);
      if (!common.quiet()) {
        err("the report, while the run goes on: " + live.address());
      }
      return live;
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  /** A job in a folder that is ours. */
  private record Prepared(FlowJob job, RunFolder folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      folder.close();
    }
  }

  private Prepared prepare() throws IOException {
    try {
      return resume.isPresent() ? again(resume.get()) : anew();
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  private Prepared anew() throws IOException {
    OptionalInt samplesPerDecade = positive("--save-per-decade", samples);
    OptionalInt kktPerDecade = positive("--kkt-per-decade", residuals);
    LoadedData loaded = LoadedData.load(data.request());
    Kernels kernels = common.kernels();
    RunSettings settings =
        options
            .settings(loaded, common.kernel(), common.threads())
            .withCadence(samplesPerDecade, kktPerDecade);
    common.say(loaded.notes());
    FlowJob job = FlowJob.of(settings, loaded);
    common.sayObstacles(loaded, job.net());
    job.requireResolved(kernels);
    save.check(job);
    sayWhatWasRead(job);
    RunFolder folder =
        out.isPresent()
            ? RunFolder.create(out.get(), overwrite)
            : RunFolder.createNumbered(
                RUNS, NumberedFolder.name(settings.data().file(), settings.net()));
    return held(
        folder,
        () -> {
          folder.reserve(room(job));
          String program = Version.current().exact();
          ObjectNode manifest =
              Manifest.of(
                  job.identity(), loaded, kernels, program, Initialisation.GENERATOR, command());
          manifest.put(Manifest.FIGURES, !noFigures);
          folder.write(RunFolder.MANIFEST, Manifest.toBytes(manifest));
          return job;
        });
  }

  /** Prepares a run in a folder that is let go again where that fails. */
  private static Prepared held(RunFolder folder, Callable<FlowJob> preparation) throws IOException {
    boolean done = false;
    try {
      Prepared prepared = new Prepared(preparation.call(), folder);
      done = true;
      return prepared;
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      if (!done) {
        folder.close();
      }
    }
  }

  private static OptionalInt positive(String option, Optional<Integer> value) {
    if (value.orElse(1) < 1) {
      throw new IllegalArgumentException(
          option + ": expected a positive number, found " + value.get());
    }
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private OptionalDouble certifySeconds() {
    double seconds = certifySeconds.orElse(Double.NaN);
    if (seconds <= 0) {
      throw common.usage(
          "--certify-seconds: expected a positive number, found " + Numbers.compact(seconds));
    }
    return Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }

  private boolean recordingGiven() {
    return samples.isPresent() || residuals.isPresent();
  }

  private Prepared again(Path path) throws IOException {
    if (data.given() || options.given() || recordingGiven() || out.isPresent() || overwrite) {
      throw new IllegalArgumentException(
          "--resume goes on with the run's own settings: expected only stop rules beside it");
    }
    RunFolder folder = RunFolder.open(path);
    return held(folder, () -> goOn(folder));
  }

  private FlowJob goOn(RunFolder folder) throws IOException {
    Manifest.Identity identity = Manifest.read(folder.read(RunFolder.MANIFEST));
    ResumeRules.requireSameVersion(folder, otherVersion);
    if (!options.stopGiven()) {
      ResumeRules.requireUnfinished(folder);
    }
    RunSettings settings =
        identity
            .settings()
            .withStops(options.stops(identity.settings().stops()))
            .withKernel(identity.settings().kernel(), common.threads());
    FlowJob job =
        FlowJob.again(
            new Manifest.Identity(settings, identity.dataSha256(), identity.theta0Sha256()));
    save.check(job);
    folder.reserve(room(job));
    return job;
  }

  private int run(Prepared prepared, Optional<LiveReport> live, Interrupt interrupt)
      throws IOException {
    FlowJob job = prepared.job();
    Progress progress = Progress.on(spec.commandLine().getErr(), common.quiet());
    ProgressLine line = new ProgressLine(progress, live, job.settings().stops());
    FlowRun run =
        new FlowRun(
            job,
            prepared.folder(),
            line,
            checkpointSeconds,
            interrupt,
            audit,
            new CertificateLimit(certifySeconds()));
    FlowRun.Finished ended = resume.isPresent() ? run.resume() : run.start();
    line.clear();
    var command = spec.commandLine();
    int code =
        new FlowAnswer(command.getOut(), command.getErr(), common.json(), !noFigures)
            .of(ended, prepared.folder());
    if (live.isPresent()) {
      live.get().end(RunReport.page(ended, prepared.folder()));
    }
    FlowResult flow = ended.outcome().flow();
    if (flow.termination() != Termination.INTERRUPTED) {
      save.write(job, flow.theta());
    }
    return code;
  }

  private void sayWhatWasRead(FlowJob job) {
    if (!common.quiet()) {
      job.file()
          .map(LoadedParameters::layout)
          .filter(ParameterLayout::isNoteworthy)
          .ifPresent(
              layout -> err(job.settings().theta0().orElseThrow() + ": read " + layout.text()));
    }
  }

  private void err(String line) {
    spec.commandLine().getErr().println("marginflow: " + line);
  }

  private static long room(FlowJob job) {
    int parameters = job.net().parameters();
    long frames = 2L * new SnapshotRecorder(parameters, SnapshotRecorder.State.NONE).limit();
    return RESERVE + (RESERVE_PER_PARAMETER + 8L * (frames + samples(job))) * parameters;
  }

  /** Samples of a run, and once more while their file is replaced. */
  private static long samples(FlowJob job) {
    double decades = EARLY_DECADES + Math.log10(Math.abs(job.settings().stops().log10Loss()));
    return (long) (2 * job.settings().samplesPerDecade().orElse(0) * Math.max(decades, 1));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("./marginflow"));
    command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return command;
  }
}
