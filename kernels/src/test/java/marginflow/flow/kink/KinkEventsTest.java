package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import org.junit.jupiter.api.Test;

/** Two units on three samples: kink 4 is of unit 0 and the third. */
class KinkEventsTest {

  private final List<String> log = new ArrayList<>();
  private final KinkScene scene =
      new KinkScene("relu:2-2-1", new double[][] {{1, 0}, {0, 1}, {1, 1}}, 1, 1, 1);
  private final KinkEvents events = events();

  private KinkEvents events() {
    return new KinkEvents(
        scene.model.kinks(),
        new KinkLog() {
          @Override
          public Branch branch() {
            return Branch.SLOPE;
          }

          @Override
          public void event(FlowEvent.Kind kind, int unit, int row) {
            log.add(kind + " " + unit + " " + row);
          }

          @Override
          public void ambiguous(int unit, int row, double slope) {
            log.add("ambiguous " + unit + " " + row + " " + slope);
          }
        });
  }

  /** In their order, once, by unit and sample. */
  @Test
  void reportsInOrder() {
    events.add(FlowEvent.Kind.SLIDE, 4);
    events.ambiguous(1, 0.25);
    events.add(FlowEvent.Kind.CROSS_UP, 5);
    assertEquals(List.of(), log, "not accepted yet");
    events.report();
    events.report();
    assertEquals(List.of("SLIDE 0 2", "ambiguous 1 0 0.25", "CROSS_UP 1 2"), log);
  }

  @Test
  void aRefusedStepHasNone() {
    events.add(FlowEvent.Kind.SLIDE, 4);
    events.ambiguous(1, 0.5);
    events.clear();
    events.report();
    assertEquals(List.of(), log);
    assertFalse(events.told(1));
  }

  @Test
  void manyEvents() {
    for (int i = 0; i < 100; i++) {
      events.ambiguous(i % 6, i);
    }
    events.report();
    assertEquals(100, log.size());
    assertEquals("ambiguous 1 1 99.0", log.get(99));
  }

  /** What was told stays told, over a checkpoint too. */
  @Test
  void remembersWhatWasTold() {
    events.ambiguous(5, 1);
    events.ambiguous(0, 0);
    assertFalse(events.told(5), "not before it is reported");
    events.report();
    CheckpointWriter out = new CheckpointWriter();
    events.save(out);
    KinkEvents other = events();
    other.restore(new CheckpointReader(out.reals(), out.integers(), 0, 1));
    for (int kink = 0; kink < 6; kink++) {
      assertEquals(kink == 0 || kink == 5, other.told(kink), "kink " + kink);
      assertEquals(events.told(kink), other.told(kink));
    }
    assertTrue(other.told(0));
  }
}
