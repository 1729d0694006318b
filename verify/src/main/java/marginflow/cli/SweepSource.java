package marginflow.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginflow.io.InputFile;
import marginflow.io.data.LoadedData;
import marginflow.io.run.NumberedFolder;
import marginflow.network.Architecture;
import marginflow.run.Nets;
import marginflow.sweep.Axis;
import marginflow.sweep.Cell;
import marginflow.sweep.Description;
import marginflow.sweep.DescriptionReader;
import marginflow.sweep.Grid;
import marginflow.sweep.Values;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the description of a sweep comes from: a file, or options as its short form. */
final class SweepSource {

  /** Cells that are looked at for one that makes sense before the sweep begins. */
  private static final int TRIED = 1000;

  /** What seeds may span in one range. */
  private static final long MOST_SEEDS = 1_000_000;

  @Parameters(
      arity = "0..1",
      paramLabel = "DESCRIPTION",
      description =
          "A YAML or JSON file that describes the flows; the options for data, networks and flows"
              + " are a short form of it, and do not go with it.")
  private Optional<Path> file = Optional.empty();

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "N",
      description = "What stands for {width} in --net.")
  private List<String> widths = List.of();

  @Option(
      names = "--depths",
      split = ",",
      paramLabel = "N",
      description = "What stands for {depth} in --net, and the number of layers in {layers}.")
  private List<String> depths = List.of();

  @Option(
      names = "--slopes",
      split = ",",
      paramLabel = "A",
      description = "What stands for {slope} in --net.")
  private List<String> slopes = List.of();

  @Option(
      names = "--losses",
      split = ",",
      completionCandidates = Choices.Losses.class,
      paramLabel = "exp|logistic",
      description = "Losses (default: --loss).")
  private List<String> losses = List.of();

  @Option(
      names = "--init-scales",
      split = ",",
      paramLabel = "S",
      description = "What the standard normals are multiplied with (default: --init-scale).")
  private List<String> initScales = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "Seeds of the start, such as 1..8 or 1,5,7..9 (default: --seed).")
  private Optional<String> seeds = Optional.empty();

  @Mixin private FlowOptions options = new FlowOptions();

  SweepSource() {}

  /** What messages call an axis: its option. */
  static String option(Axis axis) {
    return switch (axis) {
      case DATA, NET, INTEGRATOR, TOLERANCE, BRANCH, AUDIT, CERTIFY -> "--" + axis.key();
      case WIDTH, DEPTH, SLOPE, SEED -> "--" + axis.key() + "s";
      case LOSS -> "--losses";
      case INIT -> "--init";
      case SCALE -> "--init-scales";
      case THETA0 -> "--theta0";
      case STEP_SIZE -> "--step-size";
      case HORIZON -> "--until-log10-loss";
      case KKT -> "--until-kkt";
      case MAX_STEPS -> "--max-steps";
      case MAX_SECONDS -> "--max-seconds";
    };
  }

  /**
   * The cells.
   *
   * @throws IllegalArgumentException if options contradict each other, or no cell makes sense
   */
  Grid grid(CommonOptions common) {
    Description description = file.isPresent() ? read(file.get()) : shortForm();
    Grid grid = new Grid(description);
    Optional<Architecture> net = requireSense(grid, common);
    for (LoadedData loaded : description.loaded()) {
      common.say(loaded.notes());
      net.ifPresent(known -> common.sayObstacles(loaded, known));
    }
    return grid;
  }

  private Description read(Path path) {
    boolean axes = !widths.isEmpty() || !depths.isEmpty() || !slopes.isEmpty() || !losses.isEmpty();
    if (data.given()
        || options.given()
        || options.stopGiven()
        || axes
        || !initScales.isEmpty()
        || seeds.isPresent()) {
      throw new IllegalArgumentException(
          path + " describes the flows: expected no option for data, networks or flows beside it");
    }
    return DescriptionReader.read(InputFile.read(path.toString()));
  }

  private Description shortForm() {
    Map<Axis, Values> axes = new EnumMap<>(Axis.class);
    options.axes().forEach((axis, value) -> put(axes, axis, List.of(value)));
    put(axes, Axis.WIDTH, widths);
    put(axes, Axis.DEPTH, depths);
    put(axes, Axis.SLOPE, slopes);
    put(axes, Axis.LOSS, losses);
    put(axes, Axis.SCALE, initScales);
    seeds.ifPresent(text -> axes.put(Axis.SEED, seeds(text)));
    boolean random =
        axes.containsKey(Axis.INIT) || axes.containsKey(Axis.SCALE) || axes.containsKey(Axis.SEED);
    if (random && axes.containsKey(Axis.THETA0)) {
      throw new IllegalArgumentException(
          "--theta0 is the start: expected no --init, --init-scales or --seeds beside it");
    }
    return Description.of(data.request(), axes, SweepSource::option);
  }

  private static void put(Map<Axis, Values> axes, Axis axis, List<String> texts) {
    Set<String> canonical = new LinkedHashSet<>();
    texts.forEach(text -> canonical.add(axis.canonical(option(axis), text)));
    if (!canonical.isEmpty()) {
      axes.put(axis, new Values.Listed(List.copyOf(canonical)));
    }
  }

  /** The seeds of a text like {@code 1,5,7..9}. */
  static Values seeds(String text) {
    Set<String> numbers = new LinkedHashSet<>();
    try {
      for (String part : text.split(",", -1)) {
        int dots = part.indexOf("..");
        long first = Long.parseLong(dots < 0 ? part : part.substring(0, dots));
        long last = dots < 0 ? first : Long.parseLong(part.substring(dots + 2));
        if (last < first || last - first < 0 || last - first >= MOST_SEEDS) {
          throw new IllegalArgumentException(
              "--seeds: expected A..B with A <= B and at most a million seeds, found " + part);
        }
        if (dots > 0 && part.length() == text.length()) {
          return new Values.Range(first, last);
        }
        for (long seed = first; seed <= last; seed++) {
          numbers.add(Long.toString(seed));
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--seeds: expected numbers such as 1..8 or 1,5,7..9, found " + text, e);
    }
    return new Values.Listed(List.copyOf(numbers));
  }

  /**
   * The network of the first cell that can be run, if one of the first ones can; the others are
   * failed rows of the table.
   *
   * @throws IllegalArgumentException if the settings of none make sense
   */
  private static Optional<Architecture> requireSense(Grid grid, CommonOptions common) {
    Optional<IllegalArgumentException> first = Optional.empty();
    boolean sense = false;
    for (int k = 0; k < Math.min(TRIED, grid.size()); k++) {
      Cell cell = grid.cell(k);
      try {
        LoadedData data = cell.data();
        String spec = FlowOptions.of(cell).settings(data, common.kernel(), 1).net();
        sense = true;
        return Optional.of(Nets.parse(spec, data.dataset().d(), Nets.OF_A_FLOW));
      } catch (IllegalArgumentException e) {
        first = Optional.of(first.orElse(e));
      }
    }
    if (sense) {
      return Optional.empty();
    }
    throw first.orElseThrow();
  }

  /** A name for a folder of results. */
  String name() {
    return file.map(path -> NumberedFolder.name(path.toString(), "sweep"))
        .orElseGet(() -> NumberedFolder.name(data.request().file(), options.net()))
        .toLowerCase(Locale.ROOT);
  }
}
