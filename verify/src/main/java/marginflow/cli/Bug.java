package marginflow.cli;

import java.io.PrintWriter;
import marginflow.io.Heap;

/** The last words after an error that no command foresaw. */
final class Bug {

  private Bug() {}

  /** Makes an error that leaves any thread end the process with {@link ExitCode#INTERNAL}. */
  static void watchAllThreads() {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      int code = report(error, new PrintWriter(System.err, true, System.err.charset()));
      Runtime.getRuntime().halt(code);
    });
  }

  /**
   * Says that this is a bug and where to look.
   *
   * @param error what was thrown
   * @param err where to say it
   * @return {@link ExitCode#INTERNAL}; {@link ExitCode#BAD_DATA} where the input was too large for
   *     the heap, which is no bug
   */
  static int report(Throwable error, PrintWriter err) {
    if (isOutOfMemory(error)) {
      err.println("marginflow: " + Heap.exhausted());
      err.flush();
      return ExitCode.BAD_DATA;
    }
    err.println("marginflow: internal error: this is a bug of marginflow, not of your input.");
    err.println(
        "Look at the first marginflow line of the trace below, and report it together with the"
            + " command you typed.");
    err.println(Version.current() + ", Java " + Runtime.version());
    error.printStackTrace(err);
    err.flush();
    return ExitCode.INTERNAL;
  }

  /** Whether memory ran out, on this thread or on another one that this one waited for. */
  private static boolean isOutOfMemory(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }
}
