package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two units whose first weights go from −0.1 to 0.1, the second one ahead of the first. */
class TiesTest {

  private static final double TOLERANCE = 1e-6;

  /**
   * The second crosses {@code 5 ahead} of the step earlier, at a speed of 0.2/ρ with ρ² near 2.5:
   * 1e-7 ahead they are 6e-8 apart, 1e-5 ahead six tolerances and 1e-4 ahead sixty.
   */
  @ParameterizedTest
  @CsvSource({"0, true, true", "1e-7, true, true", "1e-5, true, false", "1e-4, false, false"})
  void asFarAsTheToleranceTells(double ahead, boolean tied, boolean together) {
    KinkScene scene = new KinkScene("relu:2-2-1", new double[][] {{1, 0}, {1, 1}}, 1, 1);
    scene.at(-0.1, 1, -0.1 + ahead, 1, 0.5, 0.5);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(0.1, 1, 0.1 + ahead, 1, 0.5, 0.5);
    detector.judge(scene.start, scene.at, 1, true);
    assertEquals(2, detector.count());
    Ties ties = detector.ties();
    assertEquals(tied, ties.tied(0, 1, 1));
    assertEquals(tied, ties.tied(1, 0, 1));
    assertEquals(together, ties.together(0, 1, 1));
    assertEquals(false, ties.tied(0, 0, 1), "a unit and itself");
  }
}
