package marginflow.cli;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.kernel.KernelSelector;
import marginflow.run.Nets;
import marginflow.sweep.Cell;
import marginflow.sweep.DescriptionReader;
import marginflow.sweep.Grid;

/**
 * Everything a process needs to run cells of a sweep: the description, resolved. Files that it
 * names have to be where they were for the process that made this.
 */
public final class CellWork implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * Multiplications that take as long as what an evaluation costs beside them: 5 µs on a machine
   * that does a product of a small network's samples and parameters in 2.3 ns an entry.
   */
  private static final double OVERHEAD = 2_000;

  /** Seconds of such a multiplication in all evaluations of a flow, 850 in the mean. */
  private static final double SECONDS = 850 * 2.3e-9;

  /** Cells by the hash of their description: one index for all tasks of a process. */
  private static final Map<String, Grid> GRIDS = new ConcurrentHashMap<>();

  private final String description;
  private final String hash;
  private final String kernel;
  private final String runs;

  /**
   * The cells of a description.
   *
   * @param runs where run folders are kept
   * @param kernel name of the kernels
   */
  CellWork(Grid grid, Path runs, String kernel) {
    this.description = Json.text(grid.description().document());
    this.hash = grid.hash();
    this.kernel = kernel;
    this.runs = runs.toAbsolutePath().toString();
    GRIDS.put(hash, grid);
  }

  /**
   * Seconds that a cell takes about, from the size of its data and of its network: what counts is
   * which are larger, and by how much.
   */
  public double seconds(int cell) {
    Cell asked = grid().cell(cell);
    try {
      var data = asked.data();
      String spec = FlowOptions.of(asked).settings(data, kernel, 1).net();
      double product =
          (double) data.dataset().n()
              * Nets.parse(spec, data.dataset().d(), Nets.OF_A_FLOW).parameters();
      return SECONDS * (OVERHEAD + product);
    } catch (IllegalArgumentException e) {
      return SECONDS * OVERHEAD; // its row will say why it cannot be run
    }
  }

  /**
   * Runs a cell on this thread.
   *
   * @param stop asked after every step whether to end
   * @throws CancellationException if it was to end
   * @throws IllegalStateException if this process is not one that can have the same rows
   */
  public CellReport run(int cell, BooleanSupplier stop) {
    // Sentences of rows are formatted as by the command line, whatever language this process has.
    Locale.setDefault(Locale.ROOT);
    if (!KernelSelector.names().contains(kernel)) {
      throw new IllegalStateException(
          "kernels %s: expected a Java virtual machine with --add-modules jdk.incubator.vector"
              .formatted(kernel));
    }
    Grid grid = grid();
    CellRunner runner = new CellRunner(Path.of(runs), kernel, grid.description().keep(), stop);
    CellRunner.Done outcome =
        runner
            .run(grid.cell(cell))
            .orElseThrow(() -> new CancellationException("told to end within a flow"));
    return new CellReport(
        cell,
        outcome.row().orElseThrow().fields(),
        outcome.seconds(),
        outcome.theta().orElse(new double[0]));
  }

  private Grid grid() {
    return GRIDS.computeIfAbsent(
        hash,
        expected -> {
          byte[] text = description.getBytes(StandardCharsets.UTF_8);
          Grid grid = new Grid(DescriptionReader.read(InputFile.of("the description", "", text)));
          if (!grid.hash().equals(expected)) {
            throw new IllegalStateException(
                "the description: expected cells whose hash is %s as on the machine that sent it,"
                        .formatted(expected)
                    + " found %s: data that it names is not the same here".formatted(grid.hash()));
          }
          return grid;
        });
  }
}
