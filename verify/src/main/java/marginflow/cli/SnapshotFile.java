package marginflow.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.NpyArray;
import marginflow.io.NpzArchive;
import marginflow.report.Snapshot;

/** {@code snapshots.npz}: k moments of a flow, {@code theta} k × P and {@code at} k × 4. */
final class SnapshotFile {

  /** Step, log time, log10 loss, normalized margin. */
  private static final int FIELDS = 4;

  private SnapshotFile() {}

  /** The file's bytes. */
  static byte[] write(List<Snapshot> snapshots) {
    int p = snapshots.isEmpty() ? 0 : snapshots.getFirst().theta().length;
    double[] theta = new double[snapshots.size() * p];
    double[] at = new double[snapshots.size() * FIELDS];
    for (int k = 0; k < snapshots.size(); k++) {
      Snapshot s = snapshots.get(k);
      System.arraycopy(s.theta(), 0, theta, k * p, p);
      at[k * FIELDS] = s.step();
      at[k * FIELDS + 1] = s.logTime();
      at[k * FIELDS + 2] = s.log10Loss();
      at[k * FIELDS + 3] = s.normalizedMargin();
    }
    return new NpzArchive.Builder()
        .add("at", NpyArray.matrix(snapshots.size(), FIELDS, at))
        .add("theta", NpyArray.matrix(snapshots.size(), p, theta))
        .toBytes();
  }

  /**
   * Reads snapshots.
   *
   * @param last the last step wanted
   */
  static List<Snapshot> read(InputFile input, long last) {
    NpzArchive archive = NpzArchive.read(input);
    NpyArray at = archive.array("at");
    NpyArray theta = archive.array("theta");
    boolean fits =
        at.shape().length == 2
            && theta.shape().length == 2
            && at.shape()[1] == FIELDS
            && at.shape()[0] == theta.shape()[0];
    if (!fits) {
      throw BadDataException.in(
          input.name(), "at (k, 4) and theta (k, P)", at.shapeText() + ", " + theta.shapeText());
    }
    int p = theta.shape()[1];
    List<Snapshot> snapshots = new ArrayList<>();
    for (int k = 0; k < at.shape()[0]; k++) {
      double[] fields = Arrays.copyOfRange(at.data(), k * FIELDS, (k + 1) * FIELDS);
      if (fields[0] <= last) {
        snapshots.add(
            new Snapshot(
                (long) fields[0],
                fields[1],
                fields[2],
                fields[3],
                Arrays.copyOfRange(theta.data(), k * p, (k + 1) * p)));
      }
    }
    return snapshots;
  }
}
