package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import marginflow.report.Axis.Scale;
import marginflow.report.Axis.Tick;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void powersOfTenAreWrittenAsSuch() {
    List<Tick> ticks =
        new Axis("", Scale.LOG, 0.01, 100)
            .ticks().stream().filter(t -> !t.text().isEmpty()).toList();
    assertEquals(List.of("−2", "−1", "0", "1", "2"), ticks.stream().map(Tick::raised).toList());
  }

  @Test
  void aHorizonOfTenBillionHasFewLabels() {
    Axis axis = Axis.log("", DoubleStream.of(0.2, 1.7e9, 1e10));
    long labels = axis.ticks().stream().filter(t -> !t.text().isEmpty()).count();
    assertTrue(labels >= 3 && labels <= 7, () -> "labels: " + labels);
  }

  @Test
  void linearTicksHaveAsManyDecimalsAsTheirStepNeeds() {
    List<String> texts =
        new Axis("", Scale.LINEAR, 0.1515, 0.1518).ticks().stream().map(Tick::text).toList();
    assertEquals(List.of("0.15150", "0.15155", "0.15160", "0.15165", "0.15170", "0.15175"), texts);
  }

  @Test
  void zeroHasNoSign() {
    List<String> texts =
        new Axis("", Scale.LINEAR, -1, 1).ticks().stream().map(Tick::text).toList();
    assertEquals(List.of("−1.0", "−0.5", "0.0", "0.5", "1.0"), texts);
  }

  /** An axis is as wide as its data, and still says its numbers. */
  @Test
  void lessThanADecadeHasPlainLabels() {
    Axis axis = Axis.log("", DoubleStream.of(8, 32));
    assertTrue(axis.min() > 7 && axis.max() < 35, axis::toString);
    assertEquals(List.of("10", "20"), labels(axis));
    assertEquals(
        List.of("2·10−7", "3·10−7"),
        new Axis("", Scale.LOG, 1.9e-7, 3.5e-7)
            .ticks().stream()
                .filter(t -> !t.text().isEmpty())
                .map(t -> t.text() + t.raised())
                .toList());
    assertTrue(labels(Axis.log("", DoubleStream.of(0.41, 0.43))).size() > 1);
    assertTrue(labels(Axis.log("", DoubleStream.of(1e-3))).size() > 1);
  }

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Tick::text).filter(t -> !t.isEmpty()).toList();
  }

  @Test
  void aConstantAndNothingStillHaveAnAxis() {
    assertTrue(Axis.linear("", DoubleStream.of(0.25, 0.25)).shows(0.25));
    assertTrue(Axis.linear("", DoubleStream.of(0, 0)).shows(0));
    assertEquals(1, Axis.linear("", DoubleStream.of(Double.NaN)).max());
    assertEquals(10, Axis.log("", DoubleStream.of(-1, 0, Double.POSITIVE_INFINITY)).max());
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Axis("", Scale.LINEAR, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Axis("", Scale.LOG, 0, 1));
  }
}
