package marginflow.bench.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What changed between two sets of rows beyond noise. */
public final class Comparison {

  /** Times on a shared machine are stable to this; a larger spread between forks widens it. */
  public static final double BAND = 0.15;

  private Comparison() {}

  /**
   * One line per change, empty if there is none. A time has changed when the ratio of fast deciles
   * leaves the band {@code 1 + max(BAND, spreads of both)}; allocation when it differs by a byte.
   */
  public static List<String> changes(List<Row> before, List<Row> after) {
    Map<List<Object>, Row> old = new LinkedHashMap<>();
    before.forEach(row -> old.put(row.key(), row));
    List<String> changes = new ArrayList<>();
    for (Row now : after) {
      Row then = old.remove(now.key());
      if (then == null) {
        changes.add(name(now) + ": new, " + Row.digits(now.p10Ns()) + " ns");
        continue;
      }
      double band = 1 + Math.max(BAND, Math.max(then.forkSpread(), now.forkSpread()));
      double ratio = now.p10Ns() / then.p10Ns();
      if (ratio > band || ratio < 1 / band) {
        changes.add(
            String.format(
                Locale.ROOT,
                "%s: %s, %s ns before, %s ns now (%.2f times, noise up to %.2f)",
                name(now),
                ratio > 1 ? "slower" : "faster",
                Row.digits(then.p10Ns()),
                Row.digits(now.p10Ns()),
                ratio > 1 ? ratio : 1 / ratio,
                band));
      }
      if (Math.abs(now.bytesPerOp() - then.bytesPerOp()) >= 1) {
        changes.add(
            "%s: allocates %s B an operation, %s before"
                .formatted(name(now), Row.digits(now.bytesPerOp()), Row.digits(then.bytesPerOp())));
      }
    }
    old.values().forEach(row -> changes.add(name(row) + ": gone"));
    return changes;
  }

  private static String name(Row row) {
    return "%s %s %s, %d threads"
        .formatted(row.suite(), row.shape(), row.implementation(), row.threads());
  }
}
