package marginflow.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.certificate.verdict.Verdict;
import marginflow.flow.Termination;
import marginflow.loss.Loss;
import org.junit.jupiter.api.Test;

class ExperimentTest {

  private static final double[][] X = {{1, 2}, {2, 1}, {-1, -1}};
  private static final double[] Y = {1, 1, -1};

  @Test
  void linearNetsEndAtTheSupportVectorMachine() {
    var end = Experiment.of(X, Y, "linear:auto-1").untilLog10Loss(-1e4).run();
    assertEquals(Termination.HORIZON_REACHED, end.flow().termination());
    assertEquals(Verdict.GLOBAL_OPTIMUM, end.certificate().verdict());
    // The nearest point to the separating line is (-1, -1), along the diagonal.
    assertEquals(Math.sqrt(2), end.certificate().normalizedMargin(), 1e-3);
  }

  @Test
  void everyChangeIsOfACopy() {
    Experiment first = Experiment.of(X, Y, "relu:2-3-1");
    double[] start = new double[first.net().parameters()];
    start[0] = 1;
    Experiment other = first.startAt(start).loss(Loss.LOGISTIC).untilLog10Loss(-5);
    assertArrayEquals(start, other.theta0());
    assertEquals(Loss.LOGISTIC, other.settings().loss());
    assertEquals(Loss.EXPONENTIAL, first.settings().loss());
    assertTrue(first.theta0()[0] != 1);
    assertArrayEquals(first.theta0(), first.start(Experiment.SEED, Experiment.INIT_SCALE).theta0());
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothNumbers() {
    assertTrue(message(() -> Experiment.of(X, Y, "relu:3-2-1")).contains("3"));
    assertTrue(message(() -> Experiment.of(X, new double[] {1, 0, 1}, "relu:2-2-1")).contains("0"));
    Experiment fits = Experiment.of(X, Y, "relu:2-2-1");
    assertEquals(
        "network relu:2-2-1 has 6 parameters, found a start of 5",
        message(() -> fits.startAt(new double[5])));
    assertTrue(message(() -> fits.untilLog10Loss(3)).contains("3"));
  }

  private static String message(org.junit.jupiter.api.function.Executable wrong) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, wrong).getMessage());
  }
}
