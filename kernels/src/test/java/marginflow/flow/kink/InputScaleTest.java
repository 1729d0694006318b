package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputScaleTest {

  /** Of the longest sample (3, 4) times a size, where that is out of the ordinary. */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1e5, 1",
    "1e-5, 1",
    "0, 1",
    "1073741824, 4294967296",
    "0.000000000931322574615478515625, 0.0000000037252902984619140625"
  })
  void aPowerOfTwo(double size, double expected) {
    double[][] x = {{3 * size, 4 * size}, {size, 0}};
    KinkScene scene = new KinkScene(x, 1, 1).at(1, 1, 1);
    KinkNormal normal =
        new KinkNormal(scene.model.kinks(), scene.sliding, scene.model.parameters());
    assertEquals(expected, InputScale.of(scene.model.kinks(), normal));
  }
}
