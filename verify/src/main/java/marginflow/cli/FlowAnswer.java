package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import marginflow.flow.FlowResult;
import marginflow.flow.Termination;
import marginflow.io.BadDataException;
import marginflow.io.Json;
import marginflow.io.run.FolderException;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunFolder;
import marginflow.run.FlowRun;
import marginflow.run.RunReport;

/**
 * What {@code flow} says at its end, and the exit code. What was computed is printed whatever could
 * not be written, and every file that could not be is named with the way to get it.
 */
final class FlowAnswer {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean figures;

  /**
   * An answer.
   *
   * @param json whether it is the document
   * @param figures whether figures are wanted, as far as the run itself wants them
   */
  FlowAnswer(PrintWriter out, PrintWriter err, boolean json, boolean figures) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.figures = figures;
  }

  /** Draws the figures, prints, and returns the exit code. */
  int of(FlowRun.Finished run, RunFolder folder) {
    Drawn drawn = run.written().whole() ? draw(run, folder) : Drawn.NOTHING;
    out.print(json ? Json.text(run.document()) : FlowText.of(run, folder.path(), drawn.plots()));
    out.flush();
    int code = code(run, folder);
    drawn.failure().ifPresent(this::say);
    return code == ExitCode.OK && drawn.unwritten() ? ExitCode.CANNOT_WRITE : code;
  }

  /**
   * Figures and report.
   *
   * @param plots the figures
   * @param failure why there are none, if they could not be made
   * @param unwritten whether that is because they could not be written
   */
  private record Drawn(List<Path> plots, Optional<String> failure, boolean unwritten) {

    static final Drawn NOTHING = new Drawn(List.of(), Optional.empty(), false);

    static Drawn failed(String reason, boolean unwritten) {
      return new Drawn(List.of(), Optional.of(reason), unwritten);
    }
  }

  /** Makes figures and report; neither a full disk nor a damaged file takes the result with it. */
  private Drawn draw(FlowRun.Finished run, RunFolder folder) {
    try {
      return figures && Manifest.wantsFigures(folder.read(RunFolder.MANIFEST))
          ? new Drawn(RunReport.write(run, folder), Optional.empty(), false)
          : Drawn.NOTHING;
    } catch (IOException e) {
      return Drawn.failed(
          "the report could not be written: %s; make room, then: ./marginflow plot %s"
              .formatted(FolderException.reason(e), folder.path()),
          true);
    } catch (BadDataException e) {
      return Drawn.failed("there is no report: " + e.getMessage(), false);
    }
  }

  private int code(FlowRun.Finished run, RunFolder folder) {
    FlowRun.Written written = run.written();
    FlowResult result = run.outcome().flow();
    if (written.failure().isPresent()) {
      say(
          "a file of the run could not be written: "
              + FolderException.reason(written.failure().get()));
      say(
          written.whole()
              ? "the results are whole, and a longer run goes on from step " + written.step()
              : "%s; make room, then: ./marginflow flow --resume %s"
                  .formatted(saved(written), folder.path()));
      return ExitCode.CANNOT_WRITE;
    }
    if (result.termination() == Termination.INTERRUPTED) {
      say("checkpoint saved; go on with: ./marginflow flow --resume " + folder.path());
      return ExitCode.INTERRUPTED;
    }
    if (result.termination() == Termination.DIVERGED) {
      say(result.message() + " (--step-size)");
      return ExitCode.CHECK_FAILED;
    }
    return result.smoothedMarginMonotone() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private static String saved(FlowRun.Written written) {
    return written.step() < 0
        ? "nothing was saved but the settings"
        : "the state after step " + written.step() + " is saved";
  }

  private void say(String line) {
    err.println("marginflow: " + line);
    err.flush();
  }
}
