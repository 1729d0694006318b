package marginflow.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.Ruling;
import marginflow.certificate.verdict.MarginBound;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowStatistics;
import marginflow.io.run.Drift;

/**
 * What became of one cell: a line of the table.
 *
 * @param fields in the order of {@link #COLUMNS}
 */
public record Row(List<String> fields) {

  /** The version of the columns, in every row so that rows of many tables can be put together. */
  public static final String SCHEMA = "marginflow.sweep-row/1";

  /** The status of a cell that could not be run. */
  public static final String FAILED = "failed";

  /** Names of the numbers. */
  static final List<String> FIGURES =
      List.of(
          "normalized_margin",
          "margin_bound_lower",
          "margin_bound_upper",
          "kkt_residual",
          "complementarity",
          "escape_rate",
          "support",
          "nearby_margin",
          "nearby_distance",
          "nearby_kkt_residual",
          "nearby_escape_rate",
          "log10_loss",
          "log10_time",
          "log10_norm",
          "steps",
          "rejected",
          "gradient_evaluations",
          "crossings",
          "slides",
          "releases",
          "sliding_at_end",
          "ambiguous",
          "drift_balance",
          "drift_energy",
          "audit_digits",
          "audit_defect",
          "audit_distance");

  private static final List<String> WORDS = List.of("status", "verdict", "nearby_verdict");

  /** The columns of the table. */
  public static final List<String> COLUMNS = columns();

  /** Copies the fields, and counts them. */
  public Row {
    fields = List.copyOf(fields);
    if (fields.size() != COLUMNS.size() || !fields.getFirst().equals(SCHEMA)) {
      throw new IllegalArgumentException(
          "expected %d fields of %s, found %d".formatted(COLUMNS.size(), SCHEMA, fields.size()));
    }
  }

  /** The figures that count something. */
  private static final Set<String> COUNTS =
      Set.of(
          "support",
          "steps",
          "rejected",
          "gradient_evaluations",
          "crossings",
          "slides",
          "releases",
          "sliding_at_end",
          "ambiguous");

  /** What a column holds where it is not empty: text, truth, whole numbers, or numbers. */
  public static Class<?> type(String column) {
    if (FIGURES.contains(column)) {
      return COUNTS.contains(column) ? Long.class : Double.class;
    }
    if (column.equals("n") || column.equals("d")) {
      return Long.class;
    }
    return Arrays.stream(Axis.values())
        .filter(axis -> axis.column().equals(column))
        .findFirst()
        .<Class<?>>map(Axis::type)
        .orElse(String.class);
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("schema", "hash"));
    for (Axis axis : Axis.values()) {
      columns.add(axis.column());
      if (axis == Axis.DATA) {
        columns.addAll(List.of("n", "d"));
      }
    }
    columns.addAll(WORDS);
    columns.addAll(FIGURES);
    columns.add("message");
    return List.copyOf(columns);
  }

  /**
   * What an audit found; NaN for what was not looked at.
   *
   * @param digits to which it holds
   * @param defect largest defect
   * @param distance largest distance from tiny steps
   */
  public record Audited(double digits, double defect, double distance) {

    /** No audit. */
    public static final Audited NOT = new Audited(Double.NaN, Double.NaN, Double.NaN);
  }

  /** The row of a flow that was run. */
  public static Row of(
      Cell cell, FlowResult flow, Optional<Certificate> certificate, Drift drift, Audited audited) {
    List<Double> figures = new ArrayList<>(proved(certificate));
    FlowStatistics counts = flow.statistics();
    figures.add(flow.logLoss() / Math.log(10));
    figures.add(flow.logTime() / Math.log(10));
    figures.add(flow.logNorm() / Math.log(10));
    for (long count :
        new long[] {
          counts.accepted(),
          counts.rejected(),
          counts.evaluations(),
          counts.crossings(),
          counts.slides(),
          counts.releases(),
          flow.slidingAtEnd(),
          counts.ambiguous()
        }) {
      figures.add((double) count);
    }
    figures.addAll(List.of(drift.balance(), drift.energy()));
    figures.addAll(List.of(audited.digits(), audited.defect(), audited.distance()));
    List<String> words = new ArrayList<>(List.of(flow.termination().id()));
    words.addAll(verdicts(certificate));
    return of(cell, words, figures, flow.message());
  }

  /** The row of a cell that could not be run. */
  public static Row failed(Cell cell, String reason) {
    return of(
        cell, List.of(FAILED, "", ""), FIGURES.stream().map(name -> Double.NaN).toList(), reason);
  }

  /** The same with a certificate made later. */
  public Row with(Certificate certificate) {
    List<String> changed = new ArrayList<>(fields);
    List<Double> figures = proved(Optional.of(certificate));
    int first = COLUMNS.indexOf(FIGURES.getFirst());
    for (int k = 0; k < figures.size(); k++) {
      changed.set(first + k, number(figures.get(k)));
    }
    List<String> words = verdicts(Optional.of(certificate));
    changed.set(COLUMNS.indexOf("verdict"), words.getFirst());
    changed.set(COLUMNS.indexOf("nearby_verdict"), words.getLast());
    return new Row(changed);
  }

  private static List<String> verdicts(Optional<Certificate> certificate) {
    return List.of(
        certificate.map(c -> c.verdict().id()).orElse(""),
        certificate.flatMap(Certificate::nearby).map(n -> n.verdict().id()).orElse(""));
  }

  /** The numbers that a certificate has. */
  private static List<Double> proved(Optional<Certificate> certificate) {
    Optional<MarginBound> bound = certificate.flatMap(Certificate::marginBound);
    Optional<Nearby> nearby = certificate.flatMap(Certificate::nearby);
    Optional<Certificate> exact = nearby.map(Nearby::certificate);
    return List.of(
        certificate.map(Certificate::normalizedMargin).orElse(Double.NaN),
        bound.map(MarginBound::lower).orElse(Double.NaN),
        bound.map(MarginBound::upper).orElse(Double.NaN),
        certificate.map(Certificate::kktResidual).orElse(Double.NaN),
        certificate.map(Certificate::complementarity).orElse(Double.NaN),
        rate(certificate),
        certificate.map(c -> (double) c.support().length).orElse(Double.NaN),
        exact.map(Certificate::normalizedMargin).orElse(Double.NaN),
        nearby.map(Nearby::relativeDistance).orElse(Double.NaN),
        exact.map(Certificate::kktResidual).orElse(Double.NaN),
        rate(exact));
  }

  private static double rate(Optional<Certificate> certificate) {
    return certificate
        .map(Certificate::escapeRate)
        .orElse(OptionalDouble.empty())
        .orElse(Double.NaN);
  }

  private static Row of(Cell cell, List<String> words, List<Double> figures, String message) {
    List<String> fields = new ArrayList<>(COLUMNS.size());
    fields.addAll(List.of(SCHEMA, cell.hash()));
    for (Axis axis : Axis.values()) {
      fields.add(cell.value(axis));
      if (axis == Axis.DATA) {
        fields.addAll(List.of(Integer.toString(cell.n()), Integer.toString(cell.d())));
      }
    }
    fields.addAll(words);
    figures.forEach(value -> fields.add(number(value)));
    fields.add(message);
    return new Row(fields);
  }

  /** Counts without a point, nothing for NaN. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /** The hash of the cell. */
  public String hash() {
    return text("hash");
  }

  /** One of the columns. */
  public String text(String column) {
    return fields.get(COLUMNS.indexOf(column));
  }

  /** The value of an axis. */
  public String text(Axis axis) {
    return text(axis.column());
  }

  /** One of the numbers; NaN where there is none. */
  public double figure(String column) {
    String text = text(column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /** The ending in a sentence, or why there is none. */
  public String message() {
    return fields.getLast();
  }

  /** Whether the cell could not be run. */
  public boolean isFailed() {
    return text("status").equals(FAILED);
  }

  /** What was proved, in words; the status where nothing is claimed. */
  String label() {
    String verdict = text("verdict");
    return verdict.isEmpty() ? text("status") : Ruling.label(verdict, text("nearby_verdict"));
  }

  /** What it has in common with rows that differ in nothing but seeds, in words. */
  String setting(Set<Axis> varying) {
    StringBuilder words = new StringBuilder(text(Axis.NET));
    words.append(", loss ").append(text(Axis.LOSS));
    if (!text(Axis.SCALE).isEmpty()) {
      words.append(", scale ").append(text(Axis.SCALE));
    }
    for (Axis axis : varying) {
      switch (axis) {
        case DATA -> words.append(", ").append(family());
        case NET, WIDTH, DEPTH, SLOPE, LOSS, SCALE, SEED -> {}
        default -> words.append(", ").append(axis.key()).append(' ').append(text(axis));
      }
    }
    return words.toString();
  }

  /** The data, without its seed. */
  String family() {
    String data = text(Axis.DATA);
    int seed = data.startsWith(RandomData.PREFIX) ? data.lastIndexOf(",seed=") : -1;
    return seed < 0 ? data : data.substring(0, seed);
  }

  /** The cell in words. */
  @Override
  public String toString() {
    return Cell.words(this::text);
  }
}
