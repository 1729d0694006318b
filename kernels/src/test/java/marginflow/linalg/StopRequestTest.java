package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Work hears its own request, that of nobody else, and only while it is done. */
final class StopRequestTest {

  private static Optional<String> now() {
    return Optional.of("now");
  }

  @Test
  void workHearsItsOwnRequest() {
    StopRequest.check();
    assertEquals(7, StopRequest.heard(Optional::empty, StopRequestTest::asked));
    StopRequest heard =
        assertThrows(
            StopRequest.class,
            () -> StopRequest.heard(StopRequestTest::now, StopRequestTest::asked));
    assertEquals("now", heard.reason());
    assertThrows(
        StopRequest.class,
        () ->
            StopRequest.heard(
                StopRequestTest::now,
                () -> StopRequest.heard(Optional::empty, StopRequestTest::asked) + asked()));
    StopRequest.check();
  }

  private static int asked() {
    StopRequest.check();
    return 7;
  }

  /** Each asks again and again, so that a request in the midst of one ends it there. */
  @Test
  void solversAreEndedInTheirMidst() {
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> points =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(i -> random.doubles(30, -1, 1).toArray())
            .toList();
    double[] b = random.doubles(30, -1, 1).toArray();
    double[] upper = new double[40];
    java.util.Arrays.fill(upper, 1);
    ends(() -> BoxLeastSquares.solve(points, upper, b));
    ends(() -> NonNegativeLeastSquares.project(Cone.of(points, 30), b));
    ends(() -> Minres.solve(StopRequestTest::byPlace, b, 0));
    List<double[]> positive =
        points.stream().map(p -> java.util.Arrays.stream(p).map(Math::abs).toArray()).toList();
    ends(() -> NearestPoint.of(positive, 30));
    ends(() -> {
      CoveringProgram program = new CoveringProgram(30);
      positive.forEach(program::add);
      return program.solve();
    });
    ends(() -> {
      double[][] a = new double[30][30];
      for (int i = 0; i < 30; i++) {
        for (int j = 0; j <= i; j++) {
          a[i][j] = random.nextDouble();
          a[j][i] = a[i][j];
        }
      }
      return SymmetricEigen.of(a);
    });
  }

  /** A diagonal matrix of 30 different eigenvalues. */
  private static double[] byPlace(double[] v) {
    double[] out = v.clone();
    for (int j = 0; j < out.length; j++) {
      out[j] *= j + 1;
    }
    return out;
  }

  /** The work asks more than once, and a request at its second question ends it. */
  private static void ends(Supplier<?> work) {
    AtomicInteger asked = new AtomicInteger();
    Supplier<Optional<String>> second =
        () -> asked.incrementAndGet() < 2 ? Optional.empty() : Optional.of("second");
    assertThrows(StopRequest.class, () -> StopRequest.heard(second, work));
    assertEquals(2, asked.get());
  }
}
