package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.flow.stiff.StiffSystem;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** Rows that are left out of a step's matrix, and what is left without them. */
class ActiveRowsTest {

  private static final String NET = "relu:3-8-1";

  private final MarginModel model = model();
  private final SlidingSet none = new SlidingSet(model.kinks(), model.parameters());
  private final PolarField field = new PolarField(model, Loss.EXPONENTIAL, none);
  private final Evaluation at =
      Evaluations.atTheta(field, Initialisation.gaussian(Architectures.parse(NET), 5, 0.5));

  private static MarginModel model() {
    Random random = new Random(1);
    double[][] x = new double[100][];
    Arrays.setAll(x, i -> random.doubles(3, -1, 1).toArray());
    double[] labels = Arrays.stream(x).mapToDouble(row -> row[0] > 0 ? 1 : -1).toArray();
    return Models.bind(
        Architectures.parse(NET),
        new Dataset(Matrix.of(x), labels),
        KernelSelector.select("scalar", 1));
  }

  @Test
  void theShorterTheStepTheFewerRowsThereAre() {
    ActiveRows rows = new ActiveRows(field);
    int all = rows.chooseStiff(at, 1e30);
    assertFalse(rows.leavesOut(), "rows of a step without end");
    int fewer = rows.chooseStiff(at, 1e-2);
    assertTrue(fewer < all && rows.leavesOut(), () -> fewer + " of " + all);
    assertEquals(0, rows.chooseStiff(at, 1e-30));
  }

  @Test
  void aSystemWithoutRowsIsItsDiagonal() {
    StiffSystem system = new StiffSystem(field, none, StiffSystem.Limits.of(model));
    double h = 1e-30;
    system.linearize(at, new double[model.kinks().size()], h);
    assertEquals(0, system.stiffness());
    system.factor(h, 0.5, 1e-6, 1e-6);
    double[] right = new Random(2).doubles(system.width(), -1, 1).toArray();
    double[] expected = Arrays.stream(right).map(r -> r * 0.5 * h).toArray();
    system.solve(right);
    assertArrayEquals(expected, right, 1e-15 * h);
  }
}
