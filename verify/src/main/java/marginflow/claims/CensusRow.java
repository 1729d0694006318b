package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.Nearby;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.experiment.Outcome;
import marginflow.experiment.Runner;
import marginflow.flow.FlowResult;
import marginflow.io.run.RowTable;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;

/**
 * What became of one flow of the census. The limit is the exact KKT point that polishing found;
 * where it found none, or the data was not separated, its figures are NaN.
 *
 * @param name of the {@link CensusCase}
 * @param status how the flow ended
 * @param log10Loss where it ended
 * @param steps accepted
 * @param ambiguous kinks at which the flow was not unique
 * @param margin normalized margin of the flow's end
 * @param residual KKT residual ε of the flow's end
 * @param limitMargin normalized margin of the limit
 * @param limitResidual its ε
 * @param verdict on the limit, or on the end where there is none; {@code not-separated} if no
 *     margin is positive
 * @param lower lower bound on the best margin
 * @param upper upper bound on the best margin
 * @param rate r of the limit
 * @param seconds of the flow and its certificate
 */
public record CensusRow(
    String name,
    String status,
    double log10Loss,
    long steps,
    long ambiguous,
    double margin,
    double residual,
    double limitMargin,
    double limitResidual,
    String verdict,
    double lower,
    double upper,
    double rate,
    double seconds) {

  /** The columns of the table. */
  static final List<String> COLUMNS =
      List.of(
          "name",
          "status",
          "log10_loss",
          "steps",
          "ambiguous",
          "margin",
          "kkt_residual",
          "limit_margin",
          "limit_kkt_residual",
          "verdict",
          "best_margin_lower",
          "best_margin_upper",
          "r",
          "seconds");

  /** A row per flow. */
  public static final RowTable.Form<String, CensusRow> TABLE =
      new RowTable.Form<>(COLUMNS, CensusRow::name, CensusRow::fields, CensusRow::of);

  /** The verdict where there is nothing to judge. */
  public static final String NOT_SEPARATED = "not-separated";

  /** Steps after which a flow is given up: ten times what one that separates needs. */
  private static final long STEPS = 10_000;

  private static final CertifyOptions OPTIONS =
      new CertifyOptions(0, 1e-2, 1e-6, 20_000, true, false);

  /** Runs one flow and certifies its end. */
  public static CensusRow of(CensusCase flow) {
    long start = System.nanoTime();
    Setup setup = flow.setup();
    Kernels kernels = KernelSelector.select();
    Outcome outcome = Runner.FASTEST.on(() -> kernels).run(setup.experiment(STEPS), OPTIONS);
    FlowResult result = outcome.flow();
    Certificate end = outcome.certificate();
    List<Certificate> limit = end.nearby().map(Nearby::certificate).stream().toList();
    Certificate judged = limit.isEmpty() ? end : limit.getFirst();
    boolean separated = end.normalizedMargin() > 0;
    MarginBound bound = judged.marginBound().orElse(new MarginBound(Double.NaN, Double.NaN));
    return new CensusRow(
        flow.name(),
        result.termination().id(),
        result.logLoss() / Math.log(10),
        result.statistics().accepted(),
        result.statistics().ambiguous(),
        end.normalizedMargin(),
        end.kktResidual(),
        limit.isEmpty() ? Double.NaN : judged.normalizedMargin(),
        limit.isEmpty() ? Double.NaN : judged.kktResidual(),
        separated ? judged.verdict().id() : NOT_SEPARATED,
        bound.lower(),
        bound.upper(),
        judged.escapeRate().orElse(Double.NaN),
        (System.nanoTime() - start) * 1e-9);
  }

  /** Whether the limit was found to twelve digits. */
  public boolean exact() {
    return limitResidual <= 1e-12;
  }

  /** Whether the flow's end separates the data. */
  public boolean separated() {
    return !verdict.equals(NOT_SEPARATED);
  }

  /** Whether the flow was unique all the way. */
  public boolean unique() {
    return ambiguous == 0;
  }

  boolean is(Verdict wanted) {
    return verdict.equals(wanted.id());
  }

  /** {@code γ/γ*} of the limit, by the bound that can only understate it. */
  public double ratio() {
    return limitMargin / upper;
  }

  /** Its fields in the table. */
  public List<String> fields() {
    return List.of(
        name,
        status,
        NumberFormat.of(log10Loss),
        Long.toString(steps),
        Long.toString(ambiguous),
        Double.toString(margin),
        NumberFormat.of(residual),
        Double.toString(limitMargin),
        NumberFormat.of(limitResidual),
        verdict,
        Double.toString(lower),
        Double.toString(upper),
        NumberFormat.of(rate),
        NumberFormat.of(seconds));
  }

  /**
   * The row of some fields.
   *
   * @throws IllegalArgumentException if they are not those of a whole row
   */
  public static CensusRow of(List<String> fields) {
    if (fields.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "expected %d fields, found %d".formatted(COLUMNS.size(), fields.size()));
    }
    return new CensusRow(
        fields.get(0),
        fields.get(1),
        Double.parseDouble(fields.get(2)),
        Long.parseLong(fields.get(3)),
        Long.parseLong(fields.get(4)),
        Double.parseDouble(fields.get(5)),
        Double.parseDouble(fields.get(6)),
        Double.parseDouble(fields.get(7)),
        Double.parseDouble(fields.get(8)),
        fields.get(9),
        Double.parseDouble(fields.get(10)),
        Double.parseDouble(fields.get(11)),
        Double.parseDouble(fields.get(12)),
        Double.parseDouble(fields.get(13)));
  }
}
