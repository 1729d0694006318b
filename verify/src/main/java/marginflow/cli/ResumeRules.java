package marginflow.cli;

import java.util.List;
import marginflow.flow.Termination;
import marginflow.io.Json;
import marginflow.io.run.Generations;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunCheckpoint;
import marginflow.io.run.RunFolder;

/** Which runs may be gone on with; the others are refused with the reason. */
final class ResumeRules {

  private ResumeRules() {}

  /** Another version computes other bits, and may read a checkpoint in another order. */
  static void requireSameVersion(RunFolder folder, boolean otherVersion) {
    String began = Manifest.program(folder.read(RunFolder.MANIFEST));
    String here = Version.current().exact();
    Generations.otherLayout(folder)
        .ifPresent(layout -> {
          throw new IllegalArgumentException(
              "%s: its checkpoint has layout %d, written by %s, and this is %s, which reads layout %d: go on with that version"
                  .formatted(folder.path(), layout, began, here, RunCheckpoint.LAYOUT));
        });
    if (!began.equals(here) && !otherVersion) {
      throw new IllegalArgumentException(
          "%s: this run was begun by %s, and this is %s: go on with that version, or with --other-version and perhaps other bits"
              .formatted(folder.path(), began, here));
    }
  }

  /** Refuses a run that has ended by itself, where no stop rule is given anew. */
  static void requireUnfinished(RunFolder folder) {
    if (folder.has(RunFolder.RESULT) && isFinished(folder)) {
      boolean drawn =
          folder.has(RunFolder.REPORT) || !Manifest.wantsFigures(folder.read(RunFolder.MANIFEST));
      throw new IllegalArgumentException(
          "%s: this run is finished; expected a stop rule further away, or another run%s"
              .formatted(
                  folder.path(),
                  drawn ? "" : " (for its report: ./marginflow plot " + folder.path() + ")"));
    }
  }

  private static boolean isFinished(RunFolder folder) {
    var input = folder.read(RunFolder.RESULT);
    String status = Json.read(input.name(), input.content()).path("status").asString("");
    return List.of(
            Termination.HORIZON_REACHED.id(),
            Termination.KKT_REACHED.id(),
            Termination.NOT_SEPARATED.id(),
            Termination.STATIONARY.id(),
            Termination.DIVERGED.id(),
            Termination.PRECISION_LIMIT.id())
        .contains(status);
  }
}
