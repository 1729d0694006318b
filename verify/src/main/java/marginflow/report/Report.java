package marginflow.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code report.html}: one page about one run that needs no other file and no network. */
public final class Report {

  private Report() {}

  /**
   * Writes the report of a run.
   *
   * @param run the run
   * @param file where to; replaced if it is there
   * @throws IOException if the file cannot be written
   */
  public static void write(RunData run, Path file) throws IOException {
    Files.writeString(file, ReportPage.html(run), StandardCharsets.UTF_8);
  }
}
