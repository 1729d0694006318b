package marginflow.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The solvers of flows and certificates leave sums over samples, parameters and support rows to
 * {@code linalg}'s inner products and to kernels.
 */
class ReductionsTest {

  private static final List<String> ROOMS =
      List.of(
          "marginflow/linalg/",
          "marginflow/certificate/",
          "marginflow/flow/stiff/",
          "marginflow/network/layered/Matrices.java");

  /** Class and variable of the sums that stay, and why. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("InnerProduct.s0", "one of the chains themselves"),
          Map.entry("InnerProduct.s1", "one of the chains themselves"),
          Map.entry("InnerProduct.s2", "one of the chains themselves"),
          Map.entry("InnerProduct.s3", "one of the chains themselves"),
          Map.entry("InnerProduct.sum", "what is left of a length, below one round of the chains"),
          Map.entry("Cholesky.sum", "half of a solution; its order is in the bits of every flow"),
          Map.entry("UpdatedQr.sum", "a triangle, once a step of a retraction"),
          Map.entry("SymmetricEigen.sum", "once a sweep of n³ rotations"),
          Map.entry("RevisedSimplex.sum", "the objective, guarded, once a pivot of rows² products"),
          Map.entry("BoxLeastSquares.size", "a bound of rounding errors, once a problem"),
          Map.entry(
              "HardMargin.size", "a bound of rounding errors, beside sums of twice the digits"),
          Map.entry("LinearMargins.q", "at most 20 coordinates"),
          Map.entry("KktAnalysis.sum", "the complementarity, once a certificate"),
          Map.entry(
              "ConjugateGradientSolver.sum", "guarded quotients, once a step of many products"),
          Map.entry("OrthogonalSolver.way", "once a step, when margins are put back"),
          Map.entry("SlidingRates.sum", "rows of one sliding kink, or couplings of deep ones"));

  @Test
  void noSumOfProductsRunsInOneVariable() throws IOException {
    Set<String> wrong = new TreeSet<>();
    Set<String> unused = new TreeSet<>(ALLOWED.keySet());
    for (Path file : Sources.main()) {
      String path = file.toString().replace('\\', '/');
      if (ROOMS.stream().anyMatch(path::contains)) {
        String type = path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
        for (String sum : Reductions.in(Files.readString(file))) {
          String key = type + "." + sum;
          if (ALLOWED.containsKey(key)) {
            unused.remove(key);
          } else {
            wrong.add(key);
          }
        }
      }
    }
    assertEquals(Set.of(), wrong, "a sum over an array in one variable");
    assertEquals(Set.of(), unused, "allowed without need");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < n; i++) { s += x[i] * y[i]; }",
        "for (int i = 0; i < n; i++) { s -= 2 * x[i] * y[i]; }",
        "for (int i = 0; i < n; i++) { s = Math.fma(x[i], y[at + i], s); }",
        "for (int i = 0; i < n; i++) { if (x[i] > 0) { s += (x[i] - 1) * y[i]; } }"
      })
  void aReductionWouldBeSeen(String loop) {
    assertEquals(Set.of("s"), Reductions.in("class A { void m() { " + loop + " } }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s += x[0] * y[0];",
        "for (int i = 0; i < n; i++) { s += x[i]; }",
        "for (int i = 0; i < n; i++) { y[i] += x[i] * z[i]; }",
        "for (int i = 0; i < n; i++) { double t = y[i]; t = Math.fma(a, x[i], t); y[i] = t; }"
      })
  void whatIsNoneIsNotSeen(String loop) {
    assertEquals(Set.of(), Reductions.in("class A { void m() { " + loop + " } }"));
  }
}
