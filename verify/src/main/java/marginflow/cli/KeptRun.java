package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import marginflow.experiment.Outcome;
import marginflow.flow.Termination;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LoadedData;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import marginflow.io.run.Disk;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunFolder;
import marginflow.kernel.KernelSelector;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.run.CertificateLimit;
import marginflow.run.FlowJob;
import marginflow.run.FlowRun;
import marginflow.run.Interrupt;
import marginflow.run.Progress;
import marginflow.run.ProgressLine;
import marginflow.run.RunReport;
import marginflow.sweep.Axis;
import marginflow.sweep.Cell;
import marginflow.sweep.CellEnd;
import marginflow.sweep.Keep;
import marginflow.sweep.Row;

/** A cell of a sweep that leaves a run folder, as {@code flow} does, or the samples of one. */
final class KeptRun {

  /** Samples per decade of the horizon, as the help of {@code flow} has it for an example. */
  private static final int SAMPLES_PER_DECADE = 10;

  /** The samples of random data, for whoever looks at the run alone. */
  private static final String DATA = "data.npz";

  private final Path folder;
  private final String kernel;
  private final Keep keep;
  private final BooleanSupplier stop;

  /**
   * Cells whose folders are in a folder.
   *
   * @param kernel name of the kernels
   * @param keep what is kept of a cell
   * @param stop asked after every step whether to end here
   */
  KeptRun(Path folder, String kernel, Keep keep, BooleanSupplier stop) {
    this.folder = folder;
    this.kernel = kernel;
    this.keep = keep;
    this.stop = stop;
  }

  /** Runs a cell; empty if it was interrupted. */
  Optional<CellRunner.Done> run(Cell cell) throws IOException {
    long start = System.nanoTime();
    Path path = folder.resolve(cell.hash());
    Disk.here().makeFolders(path);
    LoadedData data = data(cell, path);
    boolean samples = keep.has(Keep.What.SAMPLES, cell);
    FlowJob job =
        FlowJob.of(
            FlowOptions.of(cell)
                .settings(data, kernel, 1)
                .withCadence(
                    samples ? OptionalInt.of(SAMPLES_PER_DECADE) : OptionalInt.empty(),
                    OptionalInt.empty()),
            data);
    FlowRun.Finished ended;
    try (RunFolder run = RunFolder.create(path, true)) {
      ended = run(cell, job, run);
    } catch (FlowRun.GivenUp e) {
      return Optional.empty();
    }
    if (ended.written().failure().isPresent()) {
      throw ended.written().failure().get();
    }
    if (ended.outcome().flow().termination() == Termination.INTERRUPTED) {
      return Optional.empty();
    }
    if (!keep.has(Keep.What.RUN, cell)) {
      removeAllBut(path, Set.of(RunFolder.SAMPLES, RunFolder.SAMPLE_TABLE));
    }
    Outcome outcome = ended.outcome();
    CellEnd end =
        new CellEnd(
            cell.is(Axis.CERTIFY) ? outcome : new Outcome(outcome.flow(), Optional.empty()),
            ended.drift(),
            ended.audit().map(CellRunner::audited));
    Row row = Row.of(cell, end);
    return Optional.of(
        new CellRunner.Done(
            Optional.of(row),
            1e-9 * (System.nanoTime() - start),
            keep.has(Keep.What.WEIGHTS, cell)
                ? Optional.of(ended.outcome().flow().theta())
                : Optional.empty()));
  }

  private FlowRun.Finished run(Cell cell, FlowJob job, RunFolder run) throws IOException {
    run.write(
        RunFolder.MANIFEST,
        Manifest.toBytes(
            Manifest.of(
                job.identity(),
                job.data(),
                KernelSelector.select(kernel, 1),
                Version.current().exact(),
                Initialisation.GENERATOR,
                command(cell, job))));
    Progress silent = Progress.on(new PrintWriter(Writer.nullWriter()), true);
    FlowRun flow =
        new FlowRun(
            job,
            run,
            new ProgressLine(silent, Optional.empty(), job.settings().stops()),
            FlowCommand.CHECKPOINT_SECONDS,
            Interrupt.within(stop),
            cell.is(Axis.AUDIT),
            CertificateLimit.NONE);
    FlowRun.Finished ended = flow.start();
    boolean whole =
        keep.has(Keep.What.RUN, cell)
            && ended.outcome().flow().termination() != Termination.INTERRUPTED;
    if (whole) {
      RunReport.write(ended, run);
    }
    return ended;
  }

  /** The samples of a cell; random ones from a file beside the run. */
  private static LoadedData data(Cell cell, Path path) throws IOException {
    LoadedData data = cell.data();
    if (!data.format().equals("random")) {
      return data;
    }
    Path file = path.resolve(DATA);
    Disk.here().replace(file, archive(data.dataset()));
    return LoadedData.load(DataRequest.of(file.toString()));
  }

  private static byte[] archive(Dataset data) {
    double[] x = new double[data.n() * data.d()];
    for (int k = 0; k < x.length; k++) {
      x[k] = data.x().get(k / data.d(), k % data.d());
    }
    return new NpzArchive.Builder()
        .add("X", NpyArray.matrix(data.n(), data.d(), x))
        .add("y", NpyArray.vector(data.y()))
        .toBytes();
  }

  /** The command that makes this run again by itself. */
  private static List<String> command(Cell cell, FlowJob job) {
    List<String> words = new ArrayList<>(List.of("./marginflow", "flow", "--data"));
    words.add(job.settings().data().file());
    job.settings()
        .data()
        .labels()
        .classes()
        .ifPresent(classes -> words.addAll(List.of("--classes", String.join(",", classes))));
    for (Axis axis : Axis.values()) {
      String option =
          switch (axis) {
            case LOSS -> "--loss";
            case SCALE -> "--init-scale";
            case SEED -> "--seed";
            case DATA, WIDTH, DEPTH, SLOPE, AUDIT, CERTIFY -> "";
            default -> SweepSource.option(axis);
          };
      if (!option.isEmpty() && !cell.value(axis).isEmpty()) {
        words.addAll(List.of(option, cell.value(axis)));
      }
    }
    return words;
  }

  private static void removeAllBut(Path folder, Set<String> kept) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!kept.contains(String.valueOf(entry.getFileName()))) {
          if (Files.isDirectory(entry)) {
            removeAllBut(entry, Set.of());
          }
          Disk.here().delete(entry);
        }
      }
    }
  }
}
