package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;

/**
 * Runs the cells of a sweep elsewhere than in this process. Engines are found by {@link
 * ServiceLoader}, so that nobody downloads one who does not ask for it.
 */
public interface CellEngine extends AutoCloseable {

  /** What {@code --engine} calls it. */
  String name();

  /**
   * Runs cells; returns when all are done, when the sink refuses one, or when it is told to stop.
   *
   * @param work what runs a cell, wherever it is sent to
   * @param cells their numbers
   * @param threads cells at a time, where this machine runs them
   * @param sink takes what becomes of them, one call at a time
   * @param stop asked again and again whether to end before all are done
   * @throws IOException if a report could not be taken
   */
  void run(CellWork work, int[] cells, int threads, Sink sink, BooleanSupplier stop)
      throws IOException;

  /**
   * Writes the table in the forms that the engine knows, beside it.
   *
   * @param table the table, a CSV file
   * @param folder where it is
   */
  void write(Path table, Path folder) throws IOException;

  @Override
  void close();

  /** Takes reports. */
  @FunctionalInterface
  interface Sink {

    /** Takes one, on the disk of this machine. */
    void take(CellReport report) throws IOException;
  }

  /** The engine of a name, if it is among the jars. */
  static Optional<CellEngine> named(String name) {
    return ServiceLoader.load(CellEngine.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(engine -> engine.name().equals(name))
        .findFirst();
  }
}
