package marginflow.io.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginflow.io.BadDataException;

/**
 * {@code trace.csv}: one row per accepted step up to step {@value #DENSE}, from there on rows
 * spaced evenly in the logarithm of the step, {@value #PER_E_FOLD} for every factor e. Which steps
 * have a row depends on the step number alone, so that a resumed run writes the rows of one left
 * alone.
 */
public final class TraceFile implements AutoCloseable {

  /** Up to here every step has a row. */
  private static final long DENSE = 10_000;

  /** Rows per e-fold of steps beyond; 1/2000 is finer than a figure shows. */
  private static final int PER_E_FOLD = 2_000;

  private static final String HEADER =
      "step,tau,log_time,log_norm,log10_loss,normalized_margin,smoothed_margin,kkt_residual,"
          + "step_size,alignment,balance_drift,energy_drift,rejected,gradient_evaluations,crossings,"
          + "slides,releases,sliding,captured";

  private static final int COLUMNS = 19;

  private final RowFile rows;

  private TraceFile(RowFile rows) {
    this.rows = rows;
  }

  /** Whether a step has a row. */
  public static boolean keeps(long step) {
    return step <= DENSE || bin(step) > bin(step - 1);
  }

  private static long bin(long step) {
    return (long) Math.floor(PER_E_FOLD * StrictMath.log((double) step));
  }

  /**
   * One accepted step.
   *
   * @param step accepted steps before and with this one
   * @param tau τ, the loss-scaled time
   * @param logTime natural logarithm of the physical time
   * @param logNorm natural logarithm of ‖θ‖
   * @param log10Loss decimal logarithm of the loss
   * @param normalizedMargin {@code min q / ρ^L}
   * @param smoothedMargin {@code −log 𝓛 / ρ^L}
   * @param kktResidual ε; NaN on steps where it was not asked for
   * @param stepSize size of the step in the integrator's own time
   * @param alignment {@code cos(θ, −∇𝓛)}
   * @param drift largest drifts until then; NaN where none is watched
   * @param rejected steps rejected so far
   * @param evaluations gradient evaluations so far
   * @param crossings kinks crossed so far
   * @param slides pairs that began to slide so far
   * @param releases pairs that stopped sliding so far
   * @param sliding pairs that slide now
   * @param captured steps so far that captured their kinks
   */
  public record Row(
      long step,
      double tau,
      double logTime,
      double logNorm,
      double log10Loss,
      double normalizedMargin,
      double smoothedMargin,
      double kktResidual,
      double stepSize,
      double alignment,
      Drift drift,
      long rejected,
      long evaluations,
      long crossings,
      long slides,
      long releases,
      long sliding,
      long captured) {

    /** The same step with its KKT residual. */
    public Row withKktResidual(double epsilon) {
      return new Row(
          step,
          tau,
          logTime,
          logNorm,
          log10Loss,
          normalizedMargin,
          smoothedMargin,
          epsilon,
          stepSize,
          alignment,
          drift,
          rejected,
          evaluations,
          crossings,
          slides,
          releases,
          sliding,
          captured);
    }

    String text() {
      StringBuilder line = new StringBuilder(Long.toString(step));
      for (double value :
          new double[] {
            tau,
            logTime,
            logNorm,
            log10Loss,
            normalizedMargin,
            smoothedMargin,
            kktResidual,
            stepSize,
            alignment,
            drift.balance(),
            drift.energy()
          }) {
        line.append(',').append(RowFile.field(value));
      }
      for (long count :
          new long[] {rejected, evaluations, crossings, slides, releases, sliding, captured}) {
        line.append(',').append(count);
      }
      return line.toString();
    }

    /**
     * Reads a row.
     *
     * @throws BadDataException if the line is none
     */
    static Row of(String place, String line) {
      List<String> f = RowFile.fields(line);
      if (f.size() != COLUMNS) {
        throw BadDataException.in(place, COLUMNS + " fields", Integer.toString(f.size()));
      }
      double[] x = new double[12];
      long[] k = new long[8];
      try {
        k[0] = Long.parseLong(f.get(0));
        for (int j = 1; j < 12; j++) {
          x[j] = RowFile.number(f.get(j));
        }
        for (int j = 1; j < 8; j++) {
          k[j] = Long.parseLong(f.get(11 + j));
        }
      } catch (NumberFormatException e) {
        throw BadDataException.in(place, "numbers", BadDataException.quote(line));
      }
      return new Row(
          k[0],
          x[1],
          x[2],
          x[3],
          x[4],
          x[5],
          x[6],
          x[7],
          x[8],
          x[9],
          new Drift(x[10], x[11]),
          k[1],
          k[2],
          k[3],
          k[4],
          k[5],
          k[6],
          k[7]);
    }
  }

  /** Whole rows of a trace; −1 if it is not there or begins otherwise. */
  static long count(Path file) throws IOException {
    return RowFile.count(file, HEADER);
  }

  /** Begins a new trace. */
  public static TraceFile create(Path file) throws IOException {
    return new TraceFile(RowFile.create(file, HEADER));
  }

  /** Goes on after the rows a checkpoint knew of, or those of them that are there. */
  public static TraceFile resume(Path file, long count) throws IOException {
    return new TraceFile(RowFile.resume(file, HEADER, count));
  }

  /** Reads a trace, whole rows only. */
  public static List<Row> read(Path file) throws IOException {
    List<String> lines = RowFile.complete(file);
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw BadDataException.in(file + ", line 1", HEADER, lines.isEmpty() ? "nothing" : "others");
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(Row.of("%s, line %d".formatted(file, i + 1), lines.get(i)));
    }
    return rows;
  }

  /** Appends a row. */
  public void append(Row row) throws IOException {
    rows.append(row.text());
  }

  /** Hands everything to the operating system. */
  public void flush() throws IOException {
    rows.flush();
  }

  /** Returns when everything is on the disk. */
  public void force() throws IOException {
    rows.force();
  }

  /** Rows written, those of earlier processes included. */
  public long rows() {
    return rows.rows();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
