package marginflow.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import marginflow.certificate.Certificate;
import marginflow.crosscheck.flow.Audit;
import marginflow.experiment.Outcome;
import marginflow.flow.FlowResult;
import marginflow.flow.Termination;
import marginflow.io.BadDataException;
import marginflow.io.Json;
import marginflow.io.data.ParameterFile;
import marginflow.io.run.AuditFile;
import marginflow.io.run.Drift;
import marginflow.io.run.EventFile;
import marginflow.io.run.FlowDocument;
import marginflow.io.run.Generations;
import marginflow.io.run.RunCheckpoint;
import marginflow.io.run.RunFolder;
import marginflow.io.run.RunSettings;
import marginflow.io.run.TraceFile;
import marginflow.report.SnapshotRecorder;
import tools.jackson.databind.node.ObjectNode;

/** Runs a flow in its folder, from the start or from a checkpoint, and certifies where it ended. */
public final class FlowRun {

  /**
   * Residuals along the flow for every decade of the horizon, for the trace: some thirty on Iris to
   * 10^-10^6.
   */
  public static final int RESIDUALS_PER_DECADE = 5;

  /** Residuals for every factor e of steps when the flow is to end at one. */
  public static final int RESIDUALS_TO_STOP = 50;

  /** About how long the tiny steps of an audit may take. */
  public static final double AUDIT_SECONDS = 30;

  private final FlowJob job;
  private final RunFolder folder;
  private final ProgressLine progress;
  private final double checkpointSeconds;
  private final Interrupt interrupt;
  private final boolean audit;
  private final CertificateLimit limit;

  /**
   * A run.
   *
   * @param checkpointSeconds time between checkpoints
   * @param interrupt asked after every step whether to end here
   * @param audit whether to check the path once it has ended
   * @param limit how long its certificate may take
   */
  public FlowRun(
      FlowJob job,
      RunFolder folder,
      ProgressLine progress,
      double checkpointSeconds,
      Interrupt interrupt,
      boolean audit,
      CertificateLimit limit) {
    this.job = job;
    this.folder = folder;
    this.progress = progress;
    this.checkpointSeconds = checkpointSeconds;
    this.interrupt = interrupt;
    this.audit = audit;
    this.limit = limit;
  }

  /**
   * How a run ended.
   *
   * @param job what it was
   * @param outcome the flow's end, and what was proved of it; nothing where no margin is claimed
   * @param document the result document
   * @param drift largest drifts of what the flow conserves
   * @param audit what an independent look at its path found; empty where none was asked for
   * @param seconds time spent on the run
   * @param written what of it is in the folder
   */
  public record Finished(
      FlowJob job,
      Outcome outcome,
      ObjectNode document,
      Drift drift,
      Optional<Audit> audit,
      double seconds,
      Written written) {}

  /**
   * What of a run is in its folder.
   *
   * @param whole whether the run has ended and all of its files are there
   * @param step that of the newest checkpoint; −1 if there is none
   * @param failure the first write that failed and was not made good, if one did
   */
  public record Written(boolean whole, long step, Optional<IOException> failure) {}

  /** A run was told to stop, and gave up the step it was in. */
  public static final class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private GivenUp(long saved) {
      super(
          saved < 0
              ? "no checkpoint is saved yet"
              : "the checkpoint of step " + saved + " is saved",
          null,
          false,
          false);
    }
  }

  /** Runs from the start; the files of the run begin anew. */
  public Finished start() throws IOException {
    return run(Optional.empty());
  }

  /** Goes on from the folder's checkpoint, or from the start where there is none yet. */
  public Finished resume() throws IOException {
    return run(Generations.newest(folder, progress::say));
  }

  private Finished run(Optional<RunCheckpoint> from) throws IOException {
    RunSettings settings = job.settings();
    var clock =
        new FlowRecorder.Clock(from.map(RunCheckpoint::seconds).orElse(0.0), checkpointSeconds);
    Course course = new Course(job, cadence(settings), from);
    SnapshotRecorder snapshots =
        new SnapshotRecorder(job.net().parameters(), earlierSnapshots(from));
    Samples samples = new Samples(job, folder, job.kernels(), from, progress::say);
    try (FlowRecorder.Files files = files(from)) {
      FlowRecorder recorder =
          new FlowRecorder(
              job,
              folder,
              files,
              from,
              new FlowRecorder.Watch(course.probe(), course.drift(), snapshots, samples, progress),
              clock,
              interrupt::asked);
      interrupt.holdOn();
      return finish(course, follow(course, from, recorder, clock), recorder, clock);
    }
  }

  private FlowResult follow(
      Course course,
      Optional<RunCheckpoint> from,
      FlowRecorder recorder,
      FlowRecorder.Clock clock) {
    try {
      return course.follow(recorder, clock.start(), interrupt::overdue);
    } catch (StoppableModel.Stopped stopped) {
      throw new GivenUp(recorder.saved());
    } catch (IllegalArgumentException e) {
      if (from.isEmpty() || recorder.hasBegun()) {
        throw e;
      }
      throw BadDataException.in(
          folder.file(RunFolder.CHECKPOINT).toString(),
          "a state of this network, on this data, as this version keeps it",
          String.valueOf(e.getMessage()));
    }
  }

  private static KktCadence cadence(RunSettings settings) {
    KktCadence traced = KktCadence.perDecade(settings.kktPerDecade().orElse(RESIDUALS_PER_DECADE));
    return settings.stops().kkt().isPresent()
        ? traced.or(KktCadence.perEFold(RESIDUALS_TO_STOP))
        : traced;
  }

  private Finished finish(
      Course course, FlowResult end, FlowRecorder recorder, FlowRecorder.Clock clock) {
    Optional<IOException> unsaved = attempt(() -> saveEnd(end, recorder));
    Outcome found =
        course.ended(
            end,
            true,
            limit.beginning(interrupt::asked, job.settings().stops().maxSeconds(), clock.start()));
    boolean ended = found.flow().termination() != Termination.INTERRUPTED;
    if (ended && unsaved.isEmpty()) {
      interrupt.letGo(() ->
          "the flow has ended, its checkpoint is saved; go on with: ./marginflow flow --resume "
              + folder.path());
    }
    Drift drift = course.drift().largest();
    double seconds = clock.seconds();
    ObjectNode document = FlowDocument.of(job.data(), job.net(), found, drift, seconds);
    job.file().ifPresent(start -> document.set("theta0", start.layout().document()));
    recorder.sayLost(document);
    Optional<Audit> audited = ended && audit ? Optional.of(audit(job, end)) : Optional.empty();
    Optional<IOException> unwritten =
        attempt(() -> writeResults(found, recorder, document, audited));
    return new Finished(
        job,
        found,
        document,
        drift,
        audited,
        seconds,
        new Written(
            ended && unwritten.isEmpty(),
            recorder.saved(),
            unsaved.or(() -> unwritten).or(() -> ended ? Optional.empty() : recorder.failure())));
  }

  /** Something that writes. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  /** Writes; what fails is told with the rest of the outcome, which must not be lost with it. */
  private static Optional<IOException> attempt(Writing writing) {
    try {
      writing.run();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private void saveEnd(FlowResult end, FlowRecorder recorder) throws IOException {
    folder.release();
    recorder.save(end.checkpoint(), end.statistics().accepted());
  }

  /** Writes the result last, and only after all else: a run that has one is whole. */
  private void writeResults(
      Outcome end, FlowRecorder recorder, ObjectNode document, Optional<Audit> audited)
      throws IOException {
    Optional<Certificate> certificate = end.proof();
    FlowResult result = end.flow();
    boolean ended = result.termination() != Termination.INTERRUPTED;
    if (ended) {
      recorder.finish(certificate.stream().mapToDouble(Certificate::kktResidual).findFirst());
    } else {
      recorder.pause();
    }
    if (audited.isPresent()) {
      document.set("audit", AuditDocument.of(audited.get()));
      folder.write(RunFolder.AUDIT, AuditFile.toBytes(audited.get().trail()));
    } else {
      folder.remove(RunFolder.AUDIT);
    }
    folder.write(
        RunFolder.FINAL,
        ParameterFile.write(
            job.net(), result.theta(), certificate.map(this::lambda).orElse(new double[0])));
    folder.write(RunFolder.RESULT, Json.text(document).getBytes(StandardCharsets.UTF_8));
  }

  /** What an independent look at the path of a flow finds. */
  public static Audit audit(FlowJob job, FlowResult end) {
    return Audit.of(
        job.experiment(List.of()), end.logLoss(), job.settings().stops().maxSteps(), AUDIT_SECONDS);
  }

  /** Multipliers of all samples. */
  private double[] lambda(Certificate certificate) {
    double[] lambda = new double[job.data().dataset().n()];
    IntStream.range(0, certificate.support().length)
        .forEach(k -> lambda[certificate.support()[k]] = certificate.lambda()[k]);
    return lambda;
  }

  private FlowRecorder.Files files(Optional<RunCheckpoint> from) throws IOException {
    var trace = folder.file(RunFolder.TRACE);
    var events = folder.file(RunFolder.EVENTS);
    if (from.isEmpty()) {
      return new FlowRecorder.Files(
          TraceFile.create(trace), EventFile.create(events), RunCheckpoint.Logs.NONE);
    }
    RunCheckpoint.Logs logs = from.get().logs();
    TraceFile rows = TraceFile.resume(trace, logs.trace());
    EventFile met = EventFile.resume(events, logs.events());
    return new FlowRecorder.Files(rows, met, logs.found(rows.rows(), met.rows()));
  }

  private SnapshotRecorder.State earlierSnapshots(Optional<RunCheckpoint> from) {
    return from.map(
            c -> SnapshotFile.state(folder.file(RunFolder.CHECKPOINT).toString(), c.frames()))
        .orElse(SnapshotRecorder.State.NONE);
  }
}
