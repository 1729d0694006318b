package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import marginflow.flow.event.FlowEvent;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void eventsAreReadAsTheyWereWritten() throws IOException {
    Path file = folder.resolve("events.csv");
    FlowEvent crossing = new FlowEvent(FlowEvent.Kind.CROSS_UP, 3, 0.5, -2, 4, 5);
    FlowEvent ambiguous =
        new FlowEvent(FlowEvent.Kind.AMBIGUOUS, 6, 1.5, -8, 7, 8, OptionalDouble.of(0.25));
    try (EventFile events = EventFile.create(file)) {
      events.append(crossing);
      events.flush();
      assertEquals(1, EventFile.count(file));
      events.append(ambiguous);
      assertEquals(2, events.rows());
      events.force();
    }
    assertTrue(Files.readString(file).contains("\ncross-up,3,0.5,-0.86858896380650"));
    List<FlowEvent> found = EventFile.read(file);
    assertEquals(2, found.size());
    assertEquals(List.of(3L, 6L), found.stream().map(FlowEvent::step).toList());
    assertEquals(-2, found.get(0).logLoss(), 1e-15);
    assertEquals(crossing.kind(), found.get(0).kind());
    assertEquals(OptionalDouble.empty(), found.get(0).slope());
    assertEquals(
        new FlowEvent(
            ambiguous.kind(), 6, 1.5, found.get(1).logLoss(), 7, 8, OptionalDouble.of(0.25)),
        found.get(1));
    try (EventFile again = EventFile.resume(file, 1)) {
      assertEquals(1, again.rows());
    }
    assertEquals(1, EventFile.read(file).size());
    assertEquals(-1, EventFile.count(folder.resolve("none.csv")));
  }

  @Test
  void wrongLinesAreRefusedByTheirNumber() throws IOException {
    Path file = folder.resolve("events.csv");
    EventFile.create(file).close();
    String header = Files.readString(file);
    for (String line : List.of("slide,1,2,3,4,5", "guess,1,2,3,4,5,", "slide,1,x,3,4,5,")) {
      Files.writeString(file, header + line + "\n");
      BadDataException refused = assertThrows(BadDataException.class, () -> EventFile.read(file));
      assertTrue(String.valueOf(refused.getMessage()).contains("line 2"), refused::getMessage);
    }
  }
}
