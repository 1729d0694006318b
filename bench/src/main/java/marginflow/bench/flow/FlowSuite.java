package marginflow.bench.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import marginflow.bench.record.Table;
import org.openjdk.jmh.runner.RunnerException;

/** The suite {@code flow}: the way in for the command. */
public final class FlowSuite {

  /** The name it is run by. */
  public static final String NAME = "flow";

  /** What it measures, for a person. */
  public static final String SENTENCE =
      "the long horizon: flows to 10^-10^10, the baselines beside them, work and precision";

  /** Flows that a first look takes: those of less than a second. */
  private static final int QUICK_MEMBERS = 3;

  private final List<Problem> problems;
  private final FlowTables tables;
  private final WorkPrecision precision;

  /**
   * A suite.
   *
   * @param names groups or single flows to do, all if empty
   * @param methods whom ours is compared with, all if empty
   * @param quick for a first look: few flows, one shot each
   * @param progress told a line after each row
   */
  public FlowSuite(
      List<String> names, List<String> methods, boolean quick, Consumer<String> progress) {
    this.problems = chosen(names, quick);
    List<String> others =
        Methods.baselines().stream()
            .filter(name -> methods.isEmpty() || methods.contains(name))
            .toList();
    this.tables = new FlowTables(problems, others, quick, progress);
    this.precision = new WorkPrecision(problems, quick, progress);
  }

  /** Names that choose flows: groups, then single flows. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(Problems.GROUPS);
    for (String group : Problems.GROUPS) {
      Problems.of(group).stream().map(Problem::name).forEach(names::add);
    }
    return names;
  }

  /** Names of the methods ours is compared with. */
  public static List<String> methods() {
    return Methods.baselines();
  }

  private static List<Problem> chosen(List<String> names, boolean quick) {
    List<Problem> all = new ArrayList<>();
    for (String group : Problems.GROUPS) {
      Problems.of(group).stream()
          .filter(p -> names.isEmpty() || names.contains(group) || names.contains(p.name()))
          .forEach(all::add);
    }
    if (!quick || !names.isEmpty()) {
      return all;
    }
    List<Problem> few = new ArrayList<>();
    for (String group : List.of(Problems.SYMMETRIC, Problems.RANDOM, Problems.DEEP)) {
      all.stream().filter(p -> p.group().equals(group)).limit(QUICK_MEMBERS).forEach(few::add);
    }
    return few;
  }

  /**
   * Runs and times everything.
   *
   * @param jvm options for the virtual machines that are timed in
   * @return the tables, counts before seconds
   * @throws RunnerException if a timed run fails
   */
  public List<Table> measure(List<String> jvm) throws RunnerException {
    return List.of(
        tables.flows(),
        tables.baselines(),
        precision.errors(),
        tables.seconds(jvm),
        precision.seconds(jvm));
  }

  /** Draws the diagrams of what was measured. */
  public void draw(Path folder) throws IOException {
    precision.draw(folder);
  }
}
