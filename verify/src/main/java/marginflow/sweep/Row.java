package marginflow.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.Ruling;
import marginflow.certificate.verdict.MarginBound;
import marginflow.flow.FlowResult;

/**
 * What became of one cell.
 *
 * @param cell the cell
 * @param status how the flow ended, or {@link #FAILED}
 * @param message the ending in a sentence, or why there is none
 * @param verdict what was proved of the end; empty where no margin is claimed
 * @param nearby what was proved of the exact KKT point found from there; empty where none was
 * @param figures the numbers, in the order of {@link #FIGURES}; NaN where there is none
 */
public record Row(
    Cell cell, String status, String message, String verdict, String nearby, List<Double> figures) {

  /** The status of a cell that could not be run. */
  public static final String FAILED = "failed";

  /** Names of the numbers. */
  static final List<String> FIGURES =
      List.of(
          "normalized_margin",
          "margin_bound_lower",
          "margin_bound_upper",
          "kkt_residual",
          "nearby_margin",
          "nearby_distance",
          "support",
          "log10_loss",
          "log_time",
          "norm",
          "steps",
          "gradient_evaluations",
          "crossings",
          "slides",
          "ambiguous",
          "wall_seconds");

  /** The columns of the table. */
  static final List<String> COLUMNS = columns();

  /** Copies the numbers. */
  public Row {
    figures = List.copyOf(figures);
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("net", "loss", "init_scale", "seed"));
    columns.addAll(List.of("status", "verdict", "nearby_verdict"));
    columns.addAll(FIGURES);
    columns.add("message");
    return List.copyOf(columns);
  }

  /** The row of a flow that was run. */
  public static Row of(
      Cell cell, FlowResult flow, Optional<Certificate> certificate, double seconds) {
    Optional<MarginBound> bound = certificate.flatMap(Certificate::marginBound);
    Optional<Nearby> nearby = certificate.flatMap(Certificate::nearby);
    return new Row(
        cell,
        flow.termination().id(),
        flow.message(),
        certificate.map(c -> c.verdict().id()).orElse(""),
        nearby.map(n -> n.verdict().id()).orElse(""),
        List.of(
            certificate.map(Certificate::normalizedMargin).orElse(Double.NaN),
            bound.map(MarginBound::lower).orElse(Double.NaN),
            bound.map(MarginBound::upper).orElse(Double.NaN),
            certificate.map(Certificate::kktResidual).orElse(Double.NaN),
            nearby.map(n -> n.certificate().normalizedMargin()).orElse(Double.NaN),
            nearby.map(Nearby::relativeDistance).orElse(Double.NaN),
            certificate.map(c -> (double) c.support().length).orElse(Double.NaN),
            flow.logLoss() / Math.log(10),
            flow.logTime(),
            Math.exp(flow.logNorm()),
            (double) flow.statistics().accepted(),
            (double) flow.statistics().evaluations(),
            (double) flow.statistics().crossings(),
            (double) flow.statistics().slides(),
            (double) flow.statistics().ambiguous(),
            seconds));
  }

  /** The row of a cell that could not be run. */
  public static Row failed(Cell cell, String reason) {
    return new Row(cell, FAILED, reason, "", "", FIGURES.stream().map(name -> Double.NaN).toList());
  }

  /** What was proved, in words; the status where nothing is claimed. */
  String label() {
    return verdict.isEmpty() ? status : Ruling.label(verdict, nearby);
  }

  /** Whether the cell could not be run. */
  public boolean isFailed() {
    return status.equals(FAILED);
  }

  /** One of the numbers. */
  public double figure(String name) {
    return figures.get(FIGURES.indexOf(name));
  }

  /** The fields of the table's row; counts without a point, nothing for NaN. */
  List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add(cell.net());
    fields.add(cell.loss());
    fields.add(Double.toString(cell.initScale()));
    fields.add(Long.toString(cell.seed()));
    fields.add(status);
    fields.add(verdict);
    fields.add(nearby);
    figures.forEach(value -> fields.add(number(value)));
    fields.add(message);
    return fields;
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /**
   * Reads a row of the table.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Row parse(List<String> fields) {
    if (fields.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "expected %d fields, found %d".formatted(COLUMNS.size(), fields.size()));
    }
    Cell cell =
        new Cell(
            fields.get(0),
            fields.get(1),
            Double.parseDouble(fields.get(2)),
            Long.parseLong(fields.get(3)));
    List<Double> figures =
        fields.subList(7, 7 + FIGURES.size()).stream()
            .map(text -> text.isEmpty() ? Double.NaN : Double.parseDouble(text))
            .toList();
    return new Row(cell, fields.get(4), fields.getLast(), fields.get(5), fields.get(6), figures);
  }
}
