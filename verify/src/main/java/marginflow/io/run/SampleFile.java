package marginflow.io.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

  /** One column, of all rows but the step's. */
  private record Column(String name, ToDoubleFunction<Sample> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("tau", Sample::tau),
          new Column("log_time", Sample::logTime),
          new Column("log_norm", Sample::logNorm),
          new Column("log10_loss", Sample::log10Loss),
          new Column("normalized_margin", Sample::normalizedMargin),
          new Column("smoothed_margin", Sample::smoothedMargin),
          new Column("kkt_residual", Sample::kktResidual));

  private SampleFile() {}

  /**
   * One state.
   *
   * @param step accepted steps before and with the one in which it lies
   * @param tau τ, the loss-scaled time
   * @param logTime natural logarithm of the physical time
   * @param logNorm natural logarithm of ‖θ‖
   * @param log10Loss decimal logarithm of the loss
   * @param normalizedMargin {@code min q / ρ^L} at θ; NaN if the network is not homogeneous
   * @param smoothedMargin {@code −log 𝓛 / ρ^L}; NaN if the network is not homogeneous
   * @param kktResidual ε at θ; NaN while the data is not separated
   * @param theta parameters, length P
   */
  public record Sample(
      long step,
      double tau,
      double logTime,
      double logNorm,
      double log10Loss,
      double normalizedMargin,
      double smoothedMargin,
      double kktResidual,
      double[] theta) {}

  /** The table's bytes. */
  public static byte[] table(List<Sample> samples) {
    StringBuilder text = new StringBuilder("step");
    COLUMNS.forEach(column -> text.append(',').append(column.name()));
    text.append('\n');
    for (Sample sample : samples) {
      text.append(sample.step());
      COLUMNS.forEach(
          column -> text.append(',').append(RowFile.field(column.value().applyAsDouble(sample))));
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The archive's bytes.
   *
   * @param parameters P
   */
  public static byte[] archive(List<Sample> samples, int parameters) {
    NpzArchive.Builder archive = new NpzArchive.Builder();
    archive.add("step", samples.stream().mapToLong(Sample::step).toArray());
    for (Column column : COLUMNS) {
      archive.add(
          column.name(), NpyArray.vector(samples.stream().mapToDouble(column.value()).toArray()));
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
  public static List<Sample> read(InputFile input, long last) {
    NpzArchive archive = NpzArchive.read(input);
    long[] step = archive.longs("step");
    double[][] columns =
        COLUMNS.stream()
            .map(column -> archive.array(column.name()).data())
            .toArray(double[][]::new);
    NpyArray theta = archive.array("theta");
    boolean fits =
        theta.shape().length == 2
            && theta.shape()[0] == step.length
            && Arrays.stream(columns).allMatch(column -> column.length == step.length);
    if (!fits) {
      throw BadDataException.in(
          input.name(), "theta (%d, P) and columns as long".formatted(step.length), "others");
    }
    int p = theta.shape()[1];
    List<Sample> samples = new ArrayList<>();
    for (int k = 0; k < step.length && step[k] <= last; k++) {
      samples.add(
          new Sample(
              step[k],
              columns[0][k],
              columns[1][k],
              columns[2][k],
              columns[3][k],
              columns[4][k],
              columns[5][k],
              columns[6][k],
              Arrays.copyOfRange(theta.data(), k * p, (k + 1) * p)));
    }
    return samples;
  }
}
