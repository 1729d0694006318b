package marginflow.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The processor's own counters over a stretch of this process, all threads, as Linux' {@code perf}
 * reads them.
 *
 * @param counts events by name; empty where none could be counted
 * @param note what the counts say, or why there are none, in a sentence
 */
public record HardwareCounters(Map<String, Long> counts, String note) {

  private static final List<String> EVENTS =
      List.of("cycles", "instructions", "cache-references", "cache-misses", "branch-misses");

  /** Fields of {@code perf stat -x ,}: the count, its unit, the event. */
  private static final int COUNT = 0;

  private static final int EVENT = 2;

  /** Copies the counts. */
  public HardwareCounters {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** A {@code perf} that counts, or why there is none. */
  static final class Running {
    private final Optional<Companion> perf;
    private final Path report;

    private Running(Optional<Companion> perf, Path report) {
      this.perf = perf;
      this.report = report;
    }

    /** Ends the count and reads it. */
    HardwareCounters stop() throws IOException {
      if (perf.isEmpty()) {
        return new HardwareCounters(Map.of(), "not used: no perf on the path");
      }
      String said = perf.get().interrupt();
      String text = Files.exists(report) ? Files.readString(report, StandardCharsets.UTF_8) : "";
      Files.deleteIfExists(report);
      return parse(text, said);
    }
  }

  /**
   * Begins to count.
   *
   * @param perf the program; empty if there is none
   * @param folder where it may leave a file for a while
   */
  static Running start(Optional<Path> perf, Path folder) throws IOException {
    Path report = folder.resolve(".perf");
    if (perf.isEmpty()) {
      return new Running(Optional.empty(), report);
    }
    return new Running(
        Optional.of(
            Companion.start(
                List.of(
                    perf.get().toString(),
                    "stat",
                    "-x",
                    ",",
                    "-e",
                    String.join(",", EVENTS),
                    "-o",
                    report.toString(),
                    "-p",
                    Long.toString(ProcessHandle.current().pid())))),
        report);
  }

  /**
   * Reads the report of {@code perf stat -x ,}.
   *
   * @param said what perf said beside it
   */
  static HardwareCounters parse(String text, String said) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split(",", -1);
      if (fields.length > EVENT && fields[COUNT].matches("\\d+")) {
        String event = fields[EVENT].replaceAll(":.*", "");
        counts.put(event, Long.valueOf(fields[COUNT]));
      }
    }
    return new HardwareCounters(counts, note(counts, text, said));
  }

  private static String note(Map<String, Long> counts, String text, String said) {
    if (counts.isEmpty()) {
      return text.contains("<not supported>")
          ? "not used: perf is here, but this machine lets it count nothing (a virtual machine?)"
          : "not used: perf is here, but failed: " + said.strip().replaceAll("\\s+", " ");
    }
    StringBuilder note = new StringBuilder("whole process:");
    ratio(counts, "instructions", "cycles")
        .ifPresent(
            r -> note.append(String.format(Locale.ROOT, " %.2f instructions per cycle,", r)));
    ratio(counts, "cache-misses", "cache-references")
        .ifPresent(r ->
            note.append(String.format(Locale.ROOT, " %.1f %% of cache references miss,", 100 * r)));
    ratio(counts, "branch-misses", "instructions")
        .ifPresent(r ->
            note.append(
                String.format(Locale.ROOT, " %.2f branch misses in 1000 instructions,", 1000 * r)));
    return note.substring(0, note.length() - 1);
  }

  private static OptionalDouble ratio(Map<String, Long> counts, String above, String below) {
    long divisor = counts.getOrDefault(below, 0L);
    return counts.containsKey(above) && divisor > 0
        ? OptionalDouble.of((double) counts.getOrDefault(above, 0L) / divisor)
        : OptionalDouble.empty();
  }
}
