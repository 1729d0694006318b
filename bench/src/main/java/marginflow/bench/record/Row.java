package marginflow.bench.record;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured time.
 *
 * @param suite name of the suite
 * @param shape what was computed
 * @param implementation who computed it
 * @param threads threads used
 * @param p10Ns fast decile (10th percentile) of the samples of the fastest fork, nanoseconds an
 *     operation
 * @param medianNs median of the samples of all forks, nanoseconds
 * @param gflops billions of floating-point operations a second at the fast decile, 0 if not counted
 * @param gbytes billions of bytes a second at the fast decile, 0 if not counted
 * @param shareOfPeak gflops over the measured peak of fused multiply-adds, 0 if unknown
 * @param bytesPerOp bytes allocated by one operation
 * @param forks virtual machines measured in
 * @param forkSpread fast decile of the slowest fork over that of the fastest, minus 1
 */
public record Row(
    String suite,
    String shape,
    String implementation,
    int threads,
    double p10Ns,
    double medianNs,
    double gflops,
    double gbytes,
    double shareOfPeak,
    double bytesPerOp,
    int forks,
    double forkSpread) {

  /** The columns of the text form. */
  public static final String HEADER =
      "suite;shape;implementation;threads;p10_ns;median_ns;gflops;gbytes_per_s;share_of_peak;"
          + "bytes_per_op;forks;fork_spread";

  /** By suite, shape, implementation and threads: the order of files. */
  public static final Comparator<Row> ORDER =
      Comparator.comparing(Row::suite)
          .thenComparing(Row::shape)
          .thenComparing(Row::implementation)
          .thenComparingInt(Row::threads);

  /** Two rows with the same key measure the same thing. */
  public List<Object> key() {
    return List.of(suite, shape, implementation, threads);
  }

  /** One line of text. */
  public String line() {
    return String.join(
        ";",
        suite,
        shape,
        implementation,
        Integer.toString(threads),
        digits(p10Ns),
        digits(medianNs),
        digits(gflops),
        digits(gbytes),
        digits(shareOfPeak),
        digits(bytesPerOp),
        Integer.toString(forks),
        digits(forkSpread));
  }

  /** Reads a line. */
  public static Row parse(String line) {
    String[] f = line.split(";", -1);
    if (f.length != 12) {
      throw new IllegalArgumentException(
          "expected 12 fields, found %d in: %s".formatted(f.length, line));
    }
    return new Row(
        f[0],
        f[1],
        f[2],
        Integer.parseInt(f[3]),
        Double.parseDouble(f[4]),
        Double.parseDouble(f[5]),
        Double.parseDouble(f[6]),
        Double.parseDouble(f[7]),
        Double.parseDouble(f[8]),
        Double.parseDouble(f[9]),
        Integer.parseInt(f[10]),
        Double.parseDouble(f[11]));
  }

  /** The row with its share of a peak. */
  public Row withPeak(double peak) {
    double share = peak > 0 ? gflops / peak : 0;
    return new Row(
        suite,
        shape,
        implementation,
        threads,
        p10Ns,
        medianNs,
        gflops,
        gbytes,
        share,
        bytesPerOp,
        forks,
        forkSpread);
  }

  /** The row as a JSON object; null where a figure is not counted or not known. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("suite", suite);
    row.put("shape", shape);
    row.put("implementation", implementation);
    row.put("threads", threads);
    row.put("p10_ns", p10Ns);
    row.put("median_ns", medianNs);
    row.put("gflops", gflops > 0 ? gflops : null);
    row.put("gbytes_per_s", gbytes > 0 ? gbytes : null);
    row.put("share_of_peak", shareOfPeak > 0 ? shareOfPeak : null);
    row.put("bytes_per_op", bytesPerOp);
    row.put("forks", forks);
    row.put("fork_spread", forkSpread);
    return row;
  }

  /** Four significant digits: more would be noise in a review. */
  public static String digits(double x) {
    if (x == 0) {
      return "0";
    }
    int decimals = Math.clamp(3 - (int) Math.floor(Math.log10(Math.abs(x))), 0, 6);
    return String.format(Locale.ROOT, "%." + decimals + "f", x);
  }
}
