package marginflow.io.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;

/**
 * {@code samples.csv} and {@code samples.npz}: states of a flow at places that do not depend on its
 * steps. Columns have the names of {@code trace.csv}; the archive has them as arrays of k numbers
 * each, and {@code theta}, k × P.
 */
public final class SampleFile {

  private static final StateTable TABLE =
      new StateTable(
          List.of(
              Quantity.STEP,
              Quantity.TAU,
              Quantity.LOG_TIME,
              Quantity.LOG_NORM,
              Quantity.LOG10_LOSS,
              Quantity.NORMALIZED_MARGIN,
              Quantity.SMOOTHED_MARGIN,
              Quantity.KKT_RESIDUAL));

  private SampleFile() {}

  /** The table's bytes. */
  public static byte[] table(List<FlowPoint> samples) {
    StringBuilder text = new StringBuilder(TABLE.header()).append('\n');
    samples.forEach(sample -> text.append(TABLE.line(sample.at())).append('\n'));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The archive's bytes.
   *
   * @param parameters P
   */
  public static byte[] archive(List<FlowPoint> samples, int parameters) {
    NpzArchive.Builder archive = new NpzArchive.Builder();
    for (Quantity column : TABLE.columns()) {
      double[] values = samples.stream().mapToDouble(s -> s.at().value(column)).toArray();
      if (column.isWhole()) {
        archive.add(column.column(), Arrays.stream(values).mapToLong(v -> (long) v).toArray());
      } else {
        archive.add(column.column(), NpyArray.vector(values));
      }
    }
    double[] theta = new double[Math.multiplyExact(samples.size(), parameters)];
    for (int k = 0; k < samples.size(); k++) {
      System.arraycopy(samples.get(k).theta(), 0, theta, k * parameters, parameters);
    }
    return archive.add("theta", NpyArray.matrix(samples.size(), parameters, theta)).toBytes();
  }

  /**
   * Reads the archive of a run.
   *
   * @param last the last step wanted: what lies in later ones is left out
   * @throws BadDataException if the arrays do not belong together
   */
  public static List<FlowPoint> read(InputFile input, long last) {
    NpzArchive archive = NpzArchive.read(input);
    List<double[]> columns = new ArrayList<>();
    for (Quantity column : TABLE.columns()) {
      columns.add(
          column.isWhole()
              ? Arrays.stream(archive.longs(column.column())).asDoubleStream().toArray()
              : archive.array(column.column()).data());
    }
    int count = columns.getFirst().length;
    NpyArray theta = archive.array("theta");
    boolean fits =
        theta.shape().length == 2
            && theta.shape()[0] == count
            && columns.stream().allMatch(column -> column.length == count);
    if (!fits) {
      throw BadDataException.in(
          input.name(), "theta (%d, P) and columns as long".formatted(count), "others");
    }
    int p = theta.shape()[1];
    List<FlowPoint> samples = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int row = k;
      double[] values = columns.stream().mapToDouble(column -> column[row]).toArray();
      FlowState at = FlowState.of(TABLE.columns(), values);
      if (at.step() > last) {
        break;
      }
      samples.add(new FlowPoint(at, Arrays.copyOfRange(theta.data(), k * p, (k + 1) * p)));
    }
    return samples;
  }
}
