package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.kink.KinkScene;
import marginflow.network.MarginModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A ReLU unit θ = (30, 30, 30) on samples (1, 0), (0, 1) and (1, 1e-3): margins 900, 900 and 900.9,
 * β = ρ² = 2700.
 */
class MarginSlacksTest {

  private static final double[][] X = {{1, 0}, {0, 1}, {1, 1e-3}};
  private static final double BETA = 2700;

  private final KinkScene scene = new KinkScene(X, 1, 1, 1).at(30, 30, 30);
  private final MarginModel model = scene.model;
  private final MarginSlacks slacks = new MarginSlacks(model, scene.field.idle());

  @BeforeEach
  void carry() {
    assertTrue(slacks.settle(scene.at, BETA, true));
  }

  /** D over β of each margin above the least; weights 1, 1 and e^-0.9 to their sum. */
  @Test
  void weightsHangOnTheSlacks() {
    assertTrue(slacks.carried());
    assertEquals(0, scene.at.slacks()[0], 1e-16);
    assertEquals(0.9 / BETA, scene.at.slacks()[2], 1e-15);
    double[] p = new double[3];
    double sum = 2 + Math.exp(-0.9);
    assertEquals(-900 + Math.log(sum), slacks.weigh(BETA, scene.at.slacks(), p), 1e-10);
    assertArrayEquals(new double[] {1 / sum, 1 / sum, Math.exp(-0.9) / sum}, p, 1e-12);
    assertEquals(0, slacks.unresolved(), 0, "they do not hang on the margins' rounding");
    assertTrue(slacks.resolution() > 0);
  }

  /** Below 746 weights are numbers, and a step that cannot follow D does not begin it. */
  @Test
  void itBeginsWhereTheLeastMarginIsLarge() {
    KinkScene small = new KinkScene(X, 1, 1, 1).at(27.3, 27.3, 27.3);
    MarginSlacks below = new MarginSlacks(small.model, small.field.idle());
    assertFalse(below.settle(small.at, 1, true), "27.3² is 745.3");
    assertFalse(below.carried());
    assertFalse(new MarginSlacks(model, scene.field.idle()).settle(scene.at, BETA, false));
    // ρ‖∇q‖ of the nearest row, and half a rounding of that.
    below.settle(small.at, BETA, false);
    double sensitivity = small.at.norm() * 27.3 * Math.sqrt(2);
    assertEquals(sensitivity, below.sensitivity(), 1e-9);
    assertEquals(sensitivity * 0x1p-53, below.unresolved(), 1e-20);
  }

  /** Rows that the matrix leads change by what it says, and the least of all is zero again. */
  @Test
  void rowsThatAreFollowed() {
    slacks.begin(rows(), scene.at.weights());
    for (int row = 0; row < 3; row++) {
      slacks.follow(row, true);
    }
    double unit = 1e-4;
    slacks.linear()[0] = 2 * unit;
    slacks.linear()[1] = -unit;
    slacks.linear()[2] = 0;
    slacks.move(new double[3], BETA, 1, scene.at.slacks());
    assertEquals(3 * unit, scene.at.slacks()[0], 1e-15);
    assertEquals(0, scene.at.slacks()[1], 0);
    assertEquals(0.9 / BETA + unit, scene.at.slacks()[2], 1e-15);
    // What the point misses of them: the margins' own slacks have not moved.
    double[] missing = new double[3];
    slacks.missing(scene.at, BETA, missing);
    assertEquals(3 * unit, missing[0] - missing[1], 1e-13);
    double[] p = scene.at.weights();
    double mean = p[0] * missing[0] + p[1] * missing[1] + p[2] * missing[2];
    assertEquals(0, mean, 1e-13, "up to what they have in common");
    slacks.recall(scene.at.slacks());
    assertEquals(0, scene.at.slacks()[0], 0);
  }

  /** Root mean square under the weights, times β. */
  @Test
  void theChangeOfTheWeights() {
    slacks.begin(rows(), scene.at.weights());
    double[] p = scene.at.weights();
    double[] change = {1e-3, -2e-3, 5e-3};
    double sum = p[0] * 1e-6 + p[1] * 4e-6 + p[2] * 25e-6;
    assertEquals(BETA * Math.sqrt(sum), slacks.weightChange(change, BETA), 1e-10);
  }

  /** Weight that rows outside of the matrix gain; what they lose is not asked for. */
  @Test
  void theWeightThatIsNotSeen() {
    ActiveRows none = new ActiveRows(scene.field);
    slacks.begin(none, new double[] {0.5, 0.5, 0});
    assertEquals(Math.sqrt(0.04), slacks.unseen(new double[] {0.48, 0.48, 0.04}), 1e-15);
    slacks.begin(rows(), new double[] {0.5, 0.5, 0});
    assertEquals(0, slacks.unseen(new double[] {0.48, 0.48, 0.04}), 0);
  }

  @Test
  void itEndsWhereItIsDropped() {
    slacks.drop();
    assertFalse(slacks.carried());
    assertEquals(0, slacks.resolution(), 0);
  }

  private ActiveRows rows() {
    ActiveRows rows = new ActiveRows(scene.field);
    assertEquals(3, rows.chooseStiff(scene.at, 1));
    return rows;
  }
}
