package marginflow.io.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import marginflow.flow.event.FlowEvent;
import marginflow.io.BadDataException;

/** {@code events.csv}: one row per kink met, in order. */
public final class EventFile extends RunTable {

  private static final String HEADER = "kind,step,tau,log10_loss,unit,row,slope";

  private static final double LN10 = Math.log(10);

  private EventFile(RowFile rows) {
    super(rows);
  }

  /** Begins a new file. */
  public static EventFile create(Path file) throws IOException {
    return new EventFile(RowFile.create(file, HEADER));
  }

  /** Whole events of a file; −1 if it is not there or begins otherwise. */
  static long count(Path file) throws IOException {
    return RowFile.count(file, HEADER);
  }

  /** Goes on after the rows a checkpoint knew of, or those of them that are there. */
  public static EventFile resume(Path file, long count) throws IOException {
    return new EventFile(RowFile.resume(file, HEADER, count));
  }

  /** Reads the events of a run, whole rows only. */
  public static List<FlowEvent> read(Path file) throws IOException {
    List<String> lines = RowFile.complete(file);
    List<FlowEvent> events = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      events.add(event("%s, line %d".formatted(file, i + 1), lines.get(i)));
    }
    return events;
  }

  private static FlowEvent event(String place, String line) {
    List<String> f = RowFile.fields(line);
    if (f.size() != 7) {
      throw BadDataException.in(place, "7 fields", Integer.toString(f.size()));
    }
    try {
      return new FlowEvent(
          FlowEvent.Kind.valueOf(f.get(0).toUpperCase(Locale.ROOT).replace('-', '_')),
          Long.parseLong(f.get(1)),
          RowFile.number(f.get(2)),
          RowFile.number(f.get(3)) * LN10,
          Integer.parseInt(f.get(4)),
          Integer.parseInt(f.get(5)),
          f.get(6).isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(RowFile.number(f.get(6))));
    } catch (IllegalArgumentException e) {
      throw BadDataException.in(place, "an event", BadDataException.quote(line));
    }
  }

  /** The name of a kind in files and documents. */
  public static String name(FlowEvent.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Appends an event. */
  public void append(FlowEvent event) throws IOException {
    line(
        "%s,%d,%s,%s,%d,%d,%s"
            .formatted(
                name(event.kind()),
                event.step(),
                RowFile.field(event.tau()),
                RowFile.field(event.logLoss() / LN10),
                event.unit(),
                event.row(),
                event.slope().isPresent() ? RowFile.field(event.slope().getAsDouble()) : ""));
  }
}
