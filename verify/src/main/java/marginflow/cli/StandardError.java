package marginflow.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Standard error as the launcher found it. The virtual machine says there that it uses an incubator
 * module, before any program runs and with no option against it; so the launcher starts it with
 * standard error behind a filter, and the real one kept in another descriptor. Here the program
 * takes the real one back: what it and its children say goes where it was meant to go, a terminal
 * stays a terminal, and the filter ends.
 */
final class StandardError {

  /** Set by the launcher: the descriptor that keeps standard error. */
  static final String KEPT = "marginflow.stderr";

  private static final int STANDARD_ERROR = 2;

  private StandardError() {}

  /**
   * Takes standard error back, if the launcher has put it aside.
   *
   * @throws IllegalStateException if the system refuses
   */
  static void restore() {
    Integer kept = Integer.getInteger(KEPT);
    if (kept == null) {
      return;
    }
    IntBinaryOperator dup2 = function("dup2", IntBinaryOperator.class, 2);
    IntUnaryOperator close = function("close", IntUnaryOperator.class, 1);
    if (dup2.applyAsInt(kept, STANDARD_ERROR) < 0 || close.applyAsInt(kept) < 0) {
      throw new IllegalStateException("no standard error is open as descriptor " + kept);
    }
  }

  /** A function of the C library that takes so many and returns one {@code int}. */
  @SuppressWarnings("restricted")
  private static <T> T function(String name, Class<T> type, int arguments) {
    ValueLayout[] ints = new ValueLayout[arguments];
    Arrays.fill(ints, ValueLayout.JAVA_INT);
    Linker linker = Linker.nativeLinker();
    return MethodHandleProxies.asInterfaceInstance(
        type,
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ints)));
  }
}
