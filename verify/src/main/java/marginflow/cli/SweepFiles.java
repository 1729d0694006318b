package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.io.run.RowLog;
import marginflow.report.Numbers;
import marginflow.report.SvgWriter;
import marginflow.sweep.Grid;
import marginflow.sweep.Results;
import marginflow.sweep.Row;
import marginflow.sweep.Summary;
import marginflow.sweep.SweepFigure;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a sweep leaves in its folder once all cells have rows, and what it says of them. */
final class SweepFiles {

  /** The description, resolved. */
  static final String DESCRIPTION = "sweep.json";

  /** The rows, in the order of the description. */
  static final String TABLE = "table.csv";

  /** The time of each. */
  static final String SECONDS = "seconds.csv";

  /** The end points that were kept. */
  static final String WEIGHTS = "weights.npz";

  /** The folder of run folders that were kept. */
  static final String RUNS = "runs";

  /** The folder of the shards' own folders. */
  static final String SHARDS = "shards";

  private static final String SUMMARY = "summary.json";
  private static final String FIGURE = "margins.svg";

  /** Failed cells that are named; the table has all. */
  private static final int MOST_NAMED = 100;

  private final Path folder;
  private final int cells;
  private final int done;
  private final List<Summary> summaries;
  private final List<Row> failed;

  private SweepFiles(Path folder, int cells, int done, List<Summary> summaries, List<Row> failed) {
    this.folder = folder;
    this.cells = cells;
    this.done = done;
    this.summaries = summaries;
    this.failed = failed;
  }

  /** Writes table, times, weights, summary and figure. */
  static SweepFiles write(Path folder, Grid grid, Results results) throws IOException {
    results.write(folder.resolve(TABLE), folder.resolve(SECONDS));
    results.writeWeights(folder.resolve(WEIGHTS));
    Summary.Gatherer summaries = new Summary.Gatherer(grid.description());
    SweepFigure figure = new SweepFigure(grid.description());
    List<Row> failed = new ArrayList<>();
    RowLog.read(
        folder.resolve(TABLE),
        Row.COLUMNS,
        (fields, place) -> {
          Row row = new Row(fields);
          summaries.add(row);
          figure.add(row);
          if (row.isFailed() && failed.size() < MOST_NAMED) {
            failed.add(row);
          }
        });
    SweepFiles files =
        new SweepFiles(
            folder,
            grid.size(),
            results.rows() - results.failures(),
            summaries.all(),
            List.copyOf(failed));
    Disk.here().replace(folder.resolve(SUMMARY), Json.text(files.document()));
    Disk.here().replace(folder.resolve(FIGURE), SvgWriter.write(figure.draw(), "margins"));
    return files;
  }

  /** Whether a cell could not be run. */
  boolean hasFailures() {
    return !failed.isEmpty();
  }

  /** The answer as a document. */
  ObjectNode document() {
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.sweep/1");
    document.put("cells", cells);
    document.put("done", done);
    ArrayNode groups = document.putArray("summary");
    for (Summary summary : summaries) {
      double[] spread = summary.spread();
      ObjectNode group = groups.addObject();
      group.put("setting", summary.setting());
      group.put("cells", summary.cells());
      ObjectNode verdicts = group.putObject("verdicts");
      summary.verdicts().forEach(verdicts::put);
      group.set("smallest_margin", Json.number(spread[0]));
      group.set("median_margin", Json.number(spread[1]));
      group.set("largest_margin", Json.number(spread[2]));
    }
    ArrayNode bad = document.putArray("failed");
    failed.forEach(row -> bad.addObject().put("cell", row.toString()).put("reason", row.message()));
    document.put("table", folder.resolve(TABLE).toString());
    document.put("figure", folder.resolve(FIGURE).toString());
    return document;
  }

  /** The answer for people. */
  String text() {
    TextTable table = new TextTable();
    table.sentence("%d of %d flows done.".formatted(done, cells));
    for (Summary summary : summaries) {
      double[] spread = summary.spread();
      table.sentence("%s: %s".formatted(summary.setting(), summary.verdictText()));
      if (!Double.isNaN(spread[1])) {
        table.row(
            "margin",
            "%s to %s, median %s"
                .formatted(
                    Numbers.compact(spread[0]),
                    Numbers.compact(spread[2]),
                    Numbers.compact(spread[1])));
      }
    }
    failed.forEach(row -> table.row("FAILED", row + ": " + row.message()));
    table.row("table", folder.resolve(TABLE).toString());
    table.row("figure", folder.resolve(FIGURE).toString());
    return table.toString();
  }
}
