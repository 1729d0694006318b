package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import marginflow.io.run.RowTable;

/**
 * What became of one problem: a row of the table.
 *
 * @param seed of the problem
 * @param judgement what is to be said of it
 * @param reason the worst thing found, in words; empty where all is right
 * @param words network, loss, how the reference ended, how the integrator ended
 * @param figures the numbers, in the order of {@link #FIGURES}; NaN where there is none
 */
public record FlowRow(
    long seed, Judgement judgement, String reason, List<String> words, List<Double> figures) {

  /** What is to be said of a problem. */
  public enum Judgement {
    /** The integrator is where it must be, and the laws hold. */
    RIGHT("right"),
    /** It is not. */
    WRONG("wrong"),
    /** The flow is one of several: nothing is judged. */
    AMBIGUOUS("ambiguous"),
    /** The references do not say where the flow must go. */
    UNRESOLVED("unresolved");

    private final String id;

    Judgement(String id) {
      this.id = id;
    }

    /** The name in tables. */
    public String id() {
      return id;
    }

    static Judgement of(String id) {
      for (Judgement judgement : values()) {
        if (judgement.id.equals(id)) {
          return judgement;
        }
      }
      throw new IllegalArgumentException("expected a judgement, found " + id);
    }
  }

  /** Names of the words. */
  static final List<String> WORDS = List.of("net", "loss", "reference", "termination");

  /** Names of the numbers. */
  static final List<String> FIGURES = figureNames();

  /** The columns of the table. */
  static final List<String> COLUMNS = columns();

  /** {@code problems.csv}: a row per seed. */
  public static final RowTable.Form<Long, FlowRow> TABLE =
      new RowTable.Form<>(COLUMNS, FlowRow::seed, FlowRow::fields, FlowRow::parse);

  /** Copies the lists. */
  public FlowRow {
    words = List.copyOf(words);
    figures = List.copyOf(figures);
  }

  private static List<String> figureNames() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "n",
                "init_scale",
                "asked_log10_loss",
                "log10_loss",
                "tau",
                "distance",
                "bound",
                "reference_error"));
    names.addAll(FlowLaw.NAMES);
    names.addAll(List.of("steps", "gradient_evaluations", "crossings", "slides"));
    return List.copyOf(names);
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("seed", "judgement"));
    columns.addAll(WORDS);
    columns.addAll(FIGURES);
    columns.add("reason");
    return List.copyOf(columns);
  }

  /** One of the numbers. */
  public double figure(String name) {
    return figures.get(FIGURES.indexOf(name));
  }

  /** One of the words. */
  public String word(String name) {
    return words.get(WORDS.indexOf(name));
  }

  /** The worst first: wrong ones by how far they are off, those without an end before all. */
  public static Comparator<FlowRow> worstFirst() {
    return Comparator.comparing((FlowRow row) -> row.judgement() != Judgement.WRONG)
        .thenComparingDouble(row -> -row.excess());
  }

  /**
   * Distance as a multiple of the bound; infinite where no end was reached that should have been.
   */
  public double excess() {
    double distance = figure("distance");
    if (Double.isNaN(distance)) {
      return judgement == Judgement.WRONG ? Double.POSITIVE_INFINITY : 0;
    }
    return distance / figure("bound");
  }

  /** The fields of the table's row; counts without a point, nothing for NaN. */
  List<String> fields() {
    List<String> fields = new ArrayList<>(List.of(Long.toString(seed), judgement.id()));
    fields.addAll(words);
    figures.forEach(value -> fields.add(text(value)));
    fields.add(reason);
    return fields;
  }

  private static String text(double value) {
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
  static FlowRow parse(List<String> fields) {
    if (fields.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "expected %d fields, found %d".formatted(COLUMNS.size(), fields.size()));
    }
    int words = 2 + WORDS.size();
    return new FlowRow(
        Long.parseLong(fields.get(0)),
        Judgement.of(fields.get(1)),
        fields.getLast(),
        fields.subList(2, words),
        fields.subList(words, words + FIGURES.size()).stream()
            .map(text -> text.isEmpty() ? Double.NaN : Double.parseDouble(text))
            .toList());
  }
}
