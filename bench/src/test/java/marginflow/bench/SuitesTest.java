package marginflow.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import marginflow.bench.peer.Gemm;
import marginflow.bench.peer.Gradient;
import marginflow.bench.peer.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every implementation gives the right answer, so that no time is taken of a wrong one. */
class SuitesTest {

  static List<String> implementations() {
    return Peers.names();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyGradientIsRight(String name) {
    for (String shape : List.of("20,2,50", "13,5,11", "64,20,100")) {
      Problem problem = Problem.parse(shape);
      int m = problem.net().layers().getFirst().rows();
      problem.check(Peers.gradient(name, problem.data(), m, Problem.ALPHA));
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyProductIsRight(String name) {
    Gemm gemm = Peers.gemm(name);
    double[] a = {1, 2, 3, 4, 5, 6};
    double[] c = new double[4];
    gemm.abt(2, 2, 3, a, new double[] {1, 0, 1, 2, 1, 0}, c);
    assertEquals(List.of(4.0, 4.0, 10.0, 13.0), java.util.Arrays.stream(c).boxed().toList());
    gemm.ab(2, 2, 3, a, new double[] {1, 2, 0, 1, 1, 0}, c);
    assertEquals(List.of(4.0, 4.0, 10.0, 13.0), java.util.Arrays.stream(c).boxed().toList());
    gemm.atb(2, 2, 3, new double[] {1, 4, 2, 5, 3, 6}, new double[] {1, 2, 0, 1, 1, 0}, c);
    assertEquals(List.of(4.0, 4.0, 10.0, 13.0), java.util.Arrays.stream(c).boxed().toList());
  }

  @Test
  void aWrongGradientIsNotTimed() {
    Problem problem = Problem.parse("13,5,11");
    Gradient right = Peers.gradient("scalar", problem.data(), 11, Problem.ALPHA);
    Gradient wrong =
        (theta, gradient) -> {
          double logLoss = right.at(theta, gradient);
          gradient[3] *= 1 + 1e-6;
          return logLoss;
        };
    assertDoesNotThrow(() -> problem.check(right));
    assertThrows(IllegalStateException.class, () -> problem.check(wrong));
  }

  @Test
  void countsOfOperationsByHand() {
    assertEquals(4 * 20 * 2 * 50 + 6 * 20 * 50, Suites.GRADIENT.flops().applyAsDouble("20,2,50"));
    assertEquals(2 * 3 * 4 * 5, Suites.GEMM.flops().applyAsDouble("3x4x5"));
    assertEquals(16, Suites.PEAK.bytes().applyAsDouble("copy 1"));
    assertTrue(Suites.GEMM.repeats("8x8x8") > 1);
    assertEquals(1, Suites.GEMM.repeats("512x512x512"));
  }

  @Test
  void namesAreUnique() {
    assertEquals(Suites.all().size(), Suites.all().stream().map(Suite::name).distinct().count());
  }

  @Test
  void aShapeThatNoSuiteHasIsNamedWithThoseThereAre() {
    assertEquals(
        Optional.empty(),
        BenchMain.unknownChoice(Suites.all(), false, List.of("20,2,50"), List.of()));
    String shape =
        BenchMain.unknownChoice(List.of(Suites.GRADIENT), false, List.of("1,2"), List.of())
            .orElse("");
    assertTrue(shape.startsWith("no shape '1,2'; there are:") && shape.contains("20,2,50"), shape);
    String peer =
        BenchMain.unknownChoice(List.of(Suites.GRADIENT), false, List.of(), List.of("blas"))
            .orElse("");
    assertTrue(peer.startsWith("no implementation 'blas'") && peer.contains("ejml"), peer);
  }
}
