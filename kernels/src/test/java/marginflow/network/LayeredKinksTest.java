package marginflow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import org.junit.jupiter.api.Test;

class LayeredKinksTest {

  /** On the first row both units of the first layer are off, on the second the first is on. */
  private static final Dataset DATA =
      new Dataset(Matrix.of(new double[][] {{-1, 0}, {1, 0}}), new double[] {-1, 1});

  /** First layer (1, 0), (0.5, 1); second (2, 3), (-4, 5); last (7, 11). */
  private static final double[] THETA = {1, 0, 0.5, 1, 2, 3, -4, 5, 7, 11};

  private static Kinks kinks() {
    MarginModel model =
        Architectures.parse("relu:2-2-2-1").bind(DATA, KernelSelector.select("scalar", 1));
    model.evaluate(THETA);
    return model.kinks();
  }

  @Test
  void influencesAreTheWeightsBetween() {
    Kinks kinks = kinks();
    assertEquals(3, kinks.influence(3, 6));
    assertEquals(-4, kinks.influence(2, 7));
    assertEquals(0, kinks.influence(2, 4), "another row");
    assertEquals(0, kinks.influence(6, 3), "a later layer");
    assertEquals(0, kinks.influence(2, 3), "the same layer");
  }

  @Test
  void aUnitTurnedOnAloneDecidesWhatLiesBehind() {
    Kinks kinks = kinks();
    double[] sensitivities = new double[kinks.size()];
    kinks.wakingSensitivities(sensitivities);
    assertEquals(-7 * 2, sensitivities[0]);
    assertEquals(-(7 * 3 + 11 * 5), sensitivities[1]);
    assertEquals(7 * 2, sensitivities[2], "a row that is not off has those of its pattern");
    kinks.setPositive(4, false);
    kinks.setPositive(5, true);
    kinks.wake(0);
    assertEquals(true, kinks.positive(4));
    assertEquals(false, kinks.positive(5));
  }
}
