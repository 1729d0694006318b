package marginflow.io.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import marginflow.io.BadDataException;

/**
 * The two checkpoints of a run. The newer one is used, unless it is damaged, or the logs have lost
 * rows that the older one does without: these are then written again.
 */
public final class Generations {

  private Generations() {}

  /**
   * The checkpoint to go on from; empty if none was written yet.
   *
   * @param say told in a sentence what was damaged, and what it costs
   * @throws BadDataException if there are checkpoints and all are damaged
   */
  public static Optional<RunCheckpoint> newest(RunFolder folder, Consumer<String> say)
      throws IOException {
    List<RunCheckpoint> intact = new ArrayList<>();
    List<BadDataException> damaged = new ArrayList<>();
    for (String name : List.of(RunFolder.CHECKPOINT, RunFolder.CHECKPOINT_BEFORE)) {
      if (folder.has(name)) {
        try {
          intact.add(RunCheckpoint.read(folder.read(name)));
        } catch (BadDataException e) {
          damaged.add(e);
        }
      }
    }
    if (intact.isEmpty() && !damaged.isEmpty()) {
      throw damaged.getFirst();
    }
    damaged.forEach(
        e -> say.accept(e.getMessage() + "; the run goes on from its other checkpoint"));
    long trace = TraceFile.count(folder.file(RunFolder.TRACE));
    long events = EventFile.count(folder.file(RunFolder.EVENTS));
    for (RunCheckpoint checkpoint : intact) {
      if (checkpoint.logs().trace() <= trace && checkpoint.logs().events() <= events) {
        return Optional.of(checkpoint);
      }
    }
    intact.stream().findFirst().ifPresent(newest -> sayLost(newest.logs(), trace, events, say));
    return intact.stream().findFirst();
  }

  /** The layout of the newest intact checkpoint, if it is not the one that this version reads. */
  public static Optional<Long> otherLayout(RunFolder folder) {
    for (String name : List.of(RunFolder.CHECKPOINT, RunFolder.CHECKPOINT_BEFORE)) {
      if (folder.has(name)) {
        try {
          long layout = RunCheckpoint.layout(folder.read(name));
          return layout == RunCheckpoint.LAYOUT ? Optional.empty() : Optional.of(layout);
        } catch (BadDataException damaged) {
          // The other one may be intact.
        }
      }
    }
    return Optional.empty();
  }

  private static void sayLost(
      RunCheckpoint.Logs logs, long trace, long events, Consumer<String> say) {
    sayLost(RunFolder.TRACE, logs.trace(), trace, say);
    sayLost(RunFolder.EVENTS, logs.events(), events, say);
  }

  private static void sayLost(String file, long expected, long found, Consumer<String> say) {
    if (found < expected) {
      say.accept(
          "%s: expected %d rows before the checkpoint, found %d; the run goes on without the others"
              .formatted(file, expected, Math.max(0, found)));
    }
  }
}
