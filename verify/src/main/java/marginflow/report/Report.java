package marginflow.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import marginflow.io.run.Disk;

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
    Disk.here().replace(file, page(run));
  }

  /** The page of a run. */
  public static String page(RunData run) {
    return ReportPage.html(run, OptionalLong.empty());
  }

  /**
   * The page of a run that goes on. It asks {@code live}, beside it, once a second for a JSON
   * object with the last step's {@code line} and the number of the newest {@code page}, and loads
   * itself again when that number is another.
   *
   * @param run the run until now; its status says that it goes on
   * @param number the number of this page
   */
  public static String livePage(RunData run, long number) {
    return ReportPage.html(run, OptionalLong.of(number));
  }
}
