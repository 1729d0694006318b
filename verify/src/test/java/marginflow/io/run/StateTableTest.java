package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;

/** The header, the lines and what is read of them follow one list of quantities. */
class StateTableTest {

  private static final StateTable TABLE =
      new StateTable(List.of(Quantity.LOG10_LOSS, Quantity.STEP, Quantity.KKT_RESIDUAL));

  @Test
  void aTraceTellsAllThereIs() {
    assertEquals(
        "step,tau,log_time,log_norm,log10_loss,normalized_margin,smoothed_margin,kkt_residual,"
            + "step_size,alignment,balance_drift,energy_drift,rejected,gradient_evaluations,"
            + "crossings,slides,releases,sliding,captured",
        StateTable.ALL.header());
  }

  @Test
  void columnsComeInTheOrderOfTheList() {
    FlowState state = FlowState.UNKNOWN.with(Quantity.STEP, 12).with(Quantity.LOG10_LOSS, -1e10);
    assertEquals("log10_loss,step,kkt_residual", TABLE.header());
    assertEquals("-1.0E10,12,", TABLE.line(state));
    assertEquals(state, TABLE.state("here", "-1.0E10,12,"));
    assertEquals("step 12, log10_loss -1.0E10", state.toString());
  }

  @Test
  void whatIsNotThereIsAbsent() {
    FlowState state = TABLE.state("here", "-inf,3,");
    assertEquals(OptionalDouble.empty(), state.find(Quantity.KKT_RESIDUAL));
    assertEquals(OptionalDouble.empty(), state.find(Quantity.TAU));
    assertEquals(Double.POSITIVE_INFINITY, state.horizon());
    assertEquals(Optional.empty(), state.drift());
    assertEquals(Optional.of(new Drift(1, 2)), state.with(new Drift(1, 2)).drift());
    assertEquals(state, state.with(Quantity.TAU, OptionalDouble.empty()));
  }

  @Test
  void otherLinesAreRefusedWithTheirPlace() {
    for (String line : List.of("1,2", "1,2,3,4", "1,2.5,3", "x,2,3", "1,,3")) {
      BadDataException refused =
          assertThrows(BadDataException.class, () -> TABLE.state("trace.csv, line 7", line));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("trace.csv, line 7"), refused::toString);
    }
  }
}
