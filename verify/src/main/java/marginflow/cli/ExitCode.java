package marginflow.cli;

import marginflow.run.Interrupt;

/** What the process tells the shell. The numbers above 64 are those of BSD's {@code sysexits.h}. */
public final class ExitCode {

  /** Done, and what was claimed holds. */
  public static final int OK = 0;

  /** A check or a certificate failed. */
  public static final int CHECK_FAILED = 1;

  /** The command line cannot be understood. */
  public static final int USAGE = 2;

  /** The input cannot be read; the message says where, what was expected and what was found. */
  public static final int BAD_DATA = 65;

  /** No suitable JDK, or an optional part is missing. */
  public static final int UNAVAILABLE = 69;

  /** An internal error: a bug of this program. */
  public static final int INTERNAL = 70;

  /** A file or standard output could not be written; the message says what was saved. */
  public static final int CANNOT_WRITE = 74;

  /** Interrupted, and a checkpoint was saved. */
  public static final int INTERRUPTED = Interrupt.EXIT_CODE;

  private ExitCode() {}
}
