package marginflow.run;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says on standard error how far the work is: on a terminal one line that is rewritten five times a
 * second, elsewhere a plain line every 30 seconds.
 */
public final class Progress {

  private static final long LIVE_NANOS = 200_000_000L;
  private static final long PLAIN_NANOS = 30_000_000_000L;

  /** Goes to the start of the line and erases it (ECMA-48, EL). */
  private static final String REWRITE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean on;
  private final boolean live;
  private long next;
  private boolean shown;

  private Progress(PrintWriter err, boolean on, boolean live) {
    this.err = err;
    this.on = on;
    this.live = live;
    this.next = System.nanoTime() + (live ? LIVE_NANOS : PLAIN_NANOS);
  }

  /**
   * Progress as this process can show it.
   *
   * @param quiet whether to say nothing at all
   */
  public static Progress on(PrintWriter err, boolean quiet) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Progress(err, !quiet, terminal && !dumb);
  }

  /** Shows a line if it is time for one; the line is made only then. */
  public void tick(Supplier<String> line) {
    if (on && System.nanoTime() - next >= 0) {
      next = System.nanoTime() + (live ? LIVE_NANOS : PLAIN_NANOS);
      err.print(live ? REWRITE + line.get() : line.get() + System.lineSeparator());
      err.flush();
      shown = live;
    }
  }

  /** Says something that must not be missed, be the command quiet or not. */
  void say(String sentence) {
    clear();
    err.println("marginflow: " + sentence);
    err.flush();
  }

  /** Takes the live line away, so that what is printed next stands alone. */
  public void clear() {
    if (shown) {
      err.print(REWRITE);
      err.flush();
      shown = false;
    }
  }
}
