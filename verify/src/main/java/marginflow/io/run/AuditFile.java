package marginflow.io.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginflow.io.BadDataException;

/** {@code audit.csv}: what an audit found along a run, one row per place. */
public final class AuditFile {

  /** What is told of a place, between its kind and its value. */
  public static final List<Quantity> PLACE =
      List.of(Quantity.STEP, Quantity.TAU, Quantity.LOG_TIME, Quantity.LOG10_LOSS);

  private static final StateTable TABLE = new StateTable(PLACE);

  private static final String HEADER = "kind," + TABLE.header() + ",value";

  private static final int COLUMNS = 2 + PLACE.size();

  private AuditFile() {}

  /** What a row tells. */
  public enum Kind {
    /** How far a step went beside the right velocity, over ‖θ‖. */
    DEFECT,
    /** Distance of the direction from that of the run at a hundredth of the tolerance. */
    DISTANCE,
    /** Relative distance from tiny steps that began at the row before. */
    BRUTE_FORCE
  }

  /**
   * One place.
   *
   * @param kind what its value is
   * @param at where it is
   * @param value what was found
   */
  public record Point(Kind kind, FlowState at, double value) {}

  /** The file's bytes. */
  public static byte[] toBytes(List<Point> points) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Point p : points) {
      text.append(p.kind.name().toLowerCase(Locale.ROOT)).append(',');
      text.append(TABLE.line(p.at)).append(',').append(RowFile.field(p.value)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the file.
   *
   * @throws BadDataException if it is no such file
   */
  public static List<Point> read(Path file) throws IOException {
    List<String> lines = RowFile.complete(file);
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw BadDataException.in(file + ", line 1", HEADER, lines.isEmpty() ? "nothing" : "others");
    }
    List<Point> points = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      points.add(point("%s, line %d".formatted(file, i + 1), lines.get(i)));
    }
    return points;
  }

  private static Point point(String place, String line) {
    List<String> f = RowFile.fields(line);
    if (f.size() != COLUMNS) {
      throw BadDataException.in(place, COLUMNS + " fields", Integer.toString(f.size()));
    }
    try {
      return new Point(
          Kind.valueOf(f.get(0).toUpperCase(Locale.ROOT)),
          TABLE.state(place, line, f.subList(1, COLUMNS - 1)),
          RowFile.number(f.getLast()));
    } catch (IllegalArgumentException e) {
      throw BadDataException.in(place, "a kind and numbers", BadDataException.quote(line));
    }
  }
}
