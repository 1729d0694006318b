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

  private static final String HEADER = "kind,step,tau,log_time,log10_loss,value";

  private static final int COLUMNS = 6;

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
   * @param step accepted steps until then
   * @param tau τ, the loss-scaled time
   * @param logTime natural logarithm of the physical time
   * @param log10Loss decimal logarithm of the loss
   * @param value what was found
   */
  public record Point(
      Kind kind, long step, double tau, double logTime, double log10Loss, double value) {}

  /** The file's bytes. */
  public static byte[] toBytes(List<Point> points) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Point p : points) {
      text.append(p.kind.name().toLowerCase(Locale.ROOT)).append(',').append(p.step);
      for (double value : new double[] {p.tau, p.logTime, p.log10Loss, p.value}) {
        text.append(',').append(RowFile.field(value));
      }
      text.append('\n');
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
          Long.parseLong(f.get(1)),
          RowFile.number(f.get(2)),
          RowFile.number(f.get(3)),
          RowFile.number(f.get(4)),
          RowFile.number(f.get(5)));
    } catch (IllegalArgumentException e) {
      throw BadDataException.in(place, "a kind and numbers", BadDataException.quote(line));
    }
  }
}
