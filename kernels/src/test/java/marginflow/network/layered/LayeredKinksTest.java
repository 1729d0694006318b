package marginflow.network.layered;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;
import org.junit.jupiter.api.Test;

class LayeredKinksTest {

  /** On the first row both units of the first layer are off, on the second the first is on. */
  private static final Dataset DATA =
      new Dataset(Matrix.of(new double[][] {{-1, 0}, {1, 0}}), new double[] {-1, 1});

  /** First layer (1, 0), (0.5, 1); second (2, 3), (-4, 5); last (7, 11). */
  private static final double[] THETA = {1, 0, 0.5, 1, 2, 3, -4, 5, 7, 11};

  private static Kinks kinks() {
    MarginModel model =
        Models.bind(Architectures.parse("relu:2-2-2-1"), DATA, KernelSelector.select("scalar", 1));
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

  /** Max pooling keeps a pattern for every row: an influence has to read that of its own. */
  @Test
  void influencesOnARowAreThoseOfTheRowAlone() {
    Architecture net = Architectures.parse("conv-relu:6-c2k2s1-max5-3-1");
    Random random = new Random(5);
    double[][] x = new double[3][];
    Arrays.setAll(x, i -> random.doubles(net.inputs(), -1, 1).toArray());
    double[] theta = random.doubles(net.parameters(), -1, 1).toArray();
    Kinks together = kinks(net, x, theta);
    int influences = 0;
    for (int row = 0; row < x.length; row++) {
      int rowWanted = row;
      Kinks alone = kinks(net, new double[][] {x[row]}, theta);
      int[] chosen =
          IntStream.range(0, together.size()).filter(p -> together.row(p) == rowWanted).toArray();
      assertEquals(alone.size(), chosen.length);
      for (int a = 0; a < chosen.length; a++) {
        for (int b = 0; b < chosen.length; b++) {
          double expected = alone.influence(a, b);
          assertEquals(expected, together.influence(chosen[a], chosen[b]), "row " + row);
          influences += expected != 0 ? 1 : 0;
        }
      }
    }
    assertTrue(influences > 0);
  }

  private static Kinks kinks(Architecture net, double[][] x, double[] theta) {
    double[] y = new double[x.length];
    Arrays.fill(y, 1);
    MarginModel model =
        Models.bind(net, new Dataset(Matrix.of(x), y), KernelSelector.select("scalar", 1));
    model.evaluate(theta);
    return model.kinks();
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
