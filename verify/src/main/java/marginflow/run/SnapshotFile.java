package marginflow.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.io.run.RunCheckpoint;
import marginflow.report.SnapshotRecorder;

/** {@code snapshots.npz}: k moments of a flow, {@code theta} k × P and {@code at} k × 4. */
final class SnapshotFile {

  /** What {@code at} has of each. */
  private static final List<Quantity> QUANTITIES = SnapshotRecorder.QUANTITIES;

  private static final int FIELDS = QUANTITIES.size();

  private SnapshotFile() {}

  /** The file's bytes. */
  static byte[] write(List<FlowPoint> snapshots) {
    return new NpzArchive.Builder()
        .add("at", at(snapshots))
        .add("theta", theta(snapshots))
        .toBytes();
  }

  /** What a checkpoint has of a recorder. */
  static RunCheckpoint.Frames frames(SnapshotRecorder.State state) {
    return new RunCheckpoint.Frames(at(state.kept()), theta(state.kept()), state.stride());
  }

  /**
   * A recorder's state out of a checkpoint.
   *
   * @param file what a message calls the checkpoint
   */
  static SnapshotRecorder.State state(String file, RunCheckpoint.Frames frames) {
    return new SnapshotRecorder.State(
        snapshots(file, frames.at(), frames.theta()), frames.stride());
  }

  private static NpyArray at(List<FlowPoint> snapshots) {
    double[] at = new double[snapshots.size() * FIELDS];
    for (int k = 0; k < snapshots.size(); k++) {
      for (int j = 0; j < FIELDS; j++) {
        at[k * FIELDS + j] = snapshots.get(k).at().value(QUANTITIES.get(j));
      }
    }
    return NpyArray.matrix(snapshots.size(), FIELDS, at);
  }

  private static NpyArray theta(List<FlowPoint> snapshots) {
    int p = snapshots.isEmpty() ? 0 : snapshots.getFirst().theta().length;
    double[] theta = new double[snapshots.size() * p];
    for (int k = 0; k < snapshots.size(); k++) {
      System.arraycopy(snapshots.get(k).theta(), 0, theta, k * p, p);
    }
    return NpyArray.matrix(snapshots.size(), p, theta);
  }

  /** Reads snapshots. */
  static List<FlowPoint> read(InputFile input) {
    NpzArchive archive = NpzArchive.read(input);
    return snapshots(input.name(), archive.array("at"), archive.array("theta"));
  }

  private static List<FlowPoint> snapshots(String file, NpyArray at, NpyArray theta) {
    boolean fits =
        at.shape().length == 2
            && theta.shape().length == 2
            && at.shape()[1] == FIELDS
            && at.shape()[0] == theta.shape()[0];
    if (!fits) {
      throw BadDataException.in(
          file, "at (k, 4) and theta (k, P)", at.shapeText() + ", " + theta.shapeText());
    }
    int p = theta.shape()[1];
    List<FlowPoint> snapshots = new ArrayList<>();
    for (int k = 0; k < at.shape()[0]; k++) {
      double[] fields = Arrays.copyOfRange(at.data(), k * FIELDS, (k + 1) * FIELDS);
      snapshots.add(
          new FlowPoint(
              FlowState.of(QUANTITIES, fields),
              Arrays.copyOfRange(theta.data(), k * p, (k + 1) * p)));
    }
    return snapshots;
  }
}
