package marginflow.certificate.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.kkt.TightCone;
import marginflow.certificate.problem.ScaledPoint;
import org.junit.jupiter.api.Test;

/** Pieces of θ = (1, 0), whose rows and kinks are given by the test. */
class RepellingKinkCasesTest {

  private static final double[] THETA = {1, 0};

  private static TightCone.Row row(int number, double[] base, TightCone.Jump... kinks) {
    return new TightCone.Row(number, base, List.of(kinks));
  }

  private static TightCone.Jump jump(double sensitivity, double... normal) {
    return new TightCone.Jump(0, normal, sensitivity);
  }

  /** An analysis in which every row has the multiplier 1, and every kink the slope ¾. */
  private static RepellingKinkCases pieces(TightCone.Row... rows) {
    double[] q = new double[20];
    Arrays.fill(q, 1);
    double[] lambda = new double[rows.length];
    Arrays.fill(lambda, 1);
    double[][] mu = new double[rows.length][];
    for (int t = 0; t < rows.length; t++) {
      mu[t] = new double[rows[t].kinks().size()];
      Arrays.fill(mu[t], 0.75);
    }
    var point = new ScaledPoint(THETA, q, 1, 2);
    return new RepellingKinkCases(
        new KktAnalysis(point, 0, 2, 1e-9, 1e-9, List.of(rows), lambda, mu, new double[2], 0));
  }

  /**
   * Gradients (1, ∓1) on the two sides of a repelling kink hide θ between them. On the lower side
   * (1, −1) and −∇z leave (½, ½) of it.
   */
  @Test
  void aCombinationMayHideADescent() {
    RepellingKinkCases cases = pieces(row(0, new double[] {1, -1}, jump(1, 0, 2)));
    assertEquals(1, cases.repelling());
    assertTrue(cases.complete());
    assertArrayEquals(new double[] {-0.5, -0.5}, cases.descent().orElseThrow(), 1e-15);
  }

  /** The same across an attracting kink is a KKT point. */
  @Test
  void attractingKinksAreNoPieces() {
    RepellingKinkCases cases = pieces(row(0, new double[] {1, -1}, jump(-1, 0, 2)));
    assertEquals(0, cases.repelling());
    assertTrue(cases.descent().isEmpty());
  }

  /** With a row (1, −1) besides, both sides of the kink between (1, 1) and (1, 2) have θ. */
  @Test
  void everyPieceMayHold() {
    TightCone.Row kinked = row(0, new double[] {1, 1}, jump(1, 0, 1));
    assertTrue(pieces(kinked, row(1, new double[] {1, -1})).descent().isEmpty());
    assertArrayEquals(
        new double[] {-0.8, 0.4},
        pieces(kinked).descent().orElseThrow(),
        1e-15,
        "alone, the upper one has not: θ less its part along (1, 2)");
  }

  /** Both kinds at one row: the attracting one stays free to choose its slope. */
  @Test
  void attractingKinksKeepTheirSlopes() {
    TightCone.Jump attracting = jump(-1, 0, 4);
    TightCone.Jump repelling = jump(1, 1e-3, 0);
    assertTrue(
        pieces(row(0, new double[] {1, -2}, repelling, attracting)).descent().isEmpty(),
        "from (1, −2) to (1, 2)");
    assertTrue(pieces(row(0, new double[] {1, -2}, repelling)).descent().isPresent());
  }

  /** With eleven repelling kinks some pieces are looked at: one kink off the nearest, each. */
  @Test
  void manyKinksAreLookedAtOneByOne() {
    List<TightCone.Row> rows = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      rows.add(row(i, new double[] {1, -1}, jump(1, 0, i == 4 ? 2 : 1)));
    }
    RepellingKinkCases cases = pieces(rows.toArray(TightCone.Row[]::new));
    assertFalse(cases.complete());
    assertEquals(11, cases.repelling());
    // Slopes of ¾ are nearer to the upper sides, (1, 0), which hold; the fifth's is (1, 1).
    assertTrue(cases.descent().isEmpty());
    rows.replaceAll(row -> row(row.row(), new double[] {0, -1}, jump(1, 0, 2)));
    assertTrue(pieces(rows.toArray(TightCone.Row[]::new)).descent().isPresent());
  }

  /** Faces of one row are asked to hold at once: not complete. */
  @Test
  void layeredRowsAreNotComplete() {
    assertFalse(pieces(row(0, new double[] {1, 1}), row(0, new double[] {1, -1})).complete());
  }
}
