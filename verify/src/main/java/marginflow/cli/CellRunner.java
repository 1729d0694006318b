package marginflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import marginflow.certificate.Certificate;
import marginflow.crosscheck.flow.Audit;
import marginflow.experiment.Outcome;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowView;
import marginflow.flow.Termination;
import marginflow.io.BadDataException;
import marginflow.io.Heap;
import marginflow.io.data.LoadedData;
import marginflow.io.run.AuditFile;
import marginflow.run.CertificateLimit;
import marginflow.run.Course;
import marginflow.run.DriftWatch;
import marginflow.run.FlowJob;
import marginflow.run.FlowRun;
import marginflow.run.Interrupt;
import marginflow.run.KktCadence;
import marginflow.run.PointProbe;
import marginflow.run.StoppableModel;
import marginflow.sweep.Axis;
import marginflow.sweep.Cell;
import marginflow.sweep.CellEnd;
import marginflow.sweep.Keep;
import marginflow.sweep.Row;

/** Runs one cell of a sweep on one thread; what comes back depends on the cell alone. */
final class CellRunner {

  private final String kernel;
  private final Keep keep;
  private final BooleanSupplier stop;
  private final KeptRun kept;

  /**
   * A runner.
   *
   * @param runs where run folders are kept
   * @param kernel name of the kernels
   * @param keep what is kept of a cell beside its row
   * @param stop asked after every step whether to end here
   */
  CellRunner(Path runs, String kernel, Keep keep, BooleanSupplier stop) {
    this.kept = new KeptRun(runs, kernel, keep, stop);
    this.kernel = kernel;
    this.keep = keep;
    this.stop = stop;
  }

  /**
   * What became of a cell.
   *
   * @param row its row; empty where the one that is there stays
   * @param seconds how long it took
   * @param theta its end point, if that is kept
   */
  record Done(Optional<Row> row, double seconds, Optional<double[]> theta) {

    /** Nothing new. */
    static final Done NOTHING = new Done(Optional.empty(), 0, Optional.empty());
  }

  /** Runs a cell; empty if it was interrupted. */
  Optional<Done> run(Cell cell) {
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      if (keep.has(Keep.What.RUN, cell) || keep.has(Keep.What.SAMPLES, cell)) {
        return kept.run(cell);
      }
      LoadedData data = cell.data();
      return flow(cell, FlowJob.of(FlowOptions.of(cell).settings(data, kernel, 1), data), start);
    } catch (IllegalArgumentException | BadDataException e) {
      Row row = Row.failed(cell, String.valueOf(e.getMessage()));
      return Optional.of(new Done(Optional.of(row), seconds(start), Optional.empty()));
    } catch (OutOfMemoryError e) {
      Row row = Row.failed(cell, Heap.exhausted());
      return Optional.of(new Done(Optional.of(row), seconds(start), Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long start) {
    return 1e-9 * (System.nanoTime() - start);
  }

  /** Watches what the flow conserves, and whether to end. */
  private record Watch(DriftWatch drift, BooleanSupplier stop) implements FlowObserver {

    @Override
    public void accepted(FlowView view) {
      drift.accepted(view);
    }

    @Override
    public boolean interrupted() {
      return stop.getAsBoolean();
    }
  }

  private Optional<Done> flow(Cell cell, FlowJob job, long start) {
    Course course =
        new Course(job, KktCadence.perEFold(FlowRun.RESIDUALS_TO_STOP), Optional.empty());
    FlowResult result;
    try {
      result =
          course.follow(new Watch(course.drift(), stop), start, Interrupt.within(stop)::overdue);
    } catch (StoppableModel.Stopped stopped) {
      return Optional.empty();
    }
    if (result.termination() == Termination.INTERRUPTED) {
      return Optional.empty();
    }
    Outcome outcome = course.ended(result, cell.is(Axis.CERTIFY), toldToStop());
    if (outcome.flow().termination() == Termination.INTERRUPTED) {
      return Optional.empty();
    }
    CellEnd end =
        new CellEnd(
            outcome,
            course.drift().largest(),
            cell.is(Axis.AUDIT)
                ? Optional.of(audited(FlowRun.audit(job, result)))
                : Optional.empty());
    Row row = Row.of(cell, end);
    Optional<double[]> theta =
        keep.has(Keep.What.WEIGHTS, cell) ? Optional.of(result.theta()) : Optional.empty();
    return Optional.of(new Done(Optional.of(row), seconds(start), theta));
  }

  /**
   * The row of a flow that was run without a certificate, with one where it can have one; empty if
   * it was interrupted.
   */
  Optional<Done> certified(Cell cell, Row row, double[] theta) {
    long start = System.nanoTime();
    LoadedData data = cell.data();
    FlowJob job = FlowJob.of(FlowOptions.of(cell).settings(data, kernel, 1), data);
    double logLoss = row.number("log10_loss").orElseThrow() * Math.log(10);
    boolean separated =
        !row.text("status").equals(Termination.NOT_SEPARATED.id())
            && PointProbe.isSeparated(job.settings().loss(), logLoss);
    if (!separated) {
      return Optional.of(Done.NOTHING);
    }
    Certificate certificate = job.certify(theta, toldToStop());
    return CertificateLimit.bySignal(certificate)
        ? Optional.empty()
        : Optional.of(
            new Done(Optional.of(row.with(certificate)), seconds(start), Optional.empty()));
  }

  /** Ends the certificate of a cell that is given up; it has no limit of time. */
  private Supplier<Optional<String>> toldToStop() {
    return CertificateLimit.beginning(stop, Double.POSITIVE_INFINITY);
  }

  /** What a row has of an audit. */
  static CellEnd.Audited audited(Audit found) {
    return new CellEnd.Audited(
        found.agreeingDigits(),
        found.worstDefect().stream().mapToDouble(AuditFile.Point::value).findFirst(),
        found.bruteForce().stream().mapToDouble(worst -> worst.place().value()).findFirst());
  }
}
