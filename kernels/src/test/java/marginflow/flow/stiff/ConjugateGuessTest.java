package marginflow.flow.stiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** Solutions with diag(1, ..., 8), and the starts made of them. */
class ConjugateGuessTest {

  private static final int N = 8;

  private static double[] image(double[] x) {
    double[] out = x.clone();
    for (int j = 0; j < N; j++) {
      out[j] *= j + 1;
    }
    return out;
  }

  private static double[] random(long seed) {
    return new Random(seed).doubles(N, -1, 1).toArray();
  }

  /** Keeps the solution of a right side, found from where the others let it start. */
  private static void solve(ConjugateGuess guess, double[] solution) {
    double[] x = new double[N];
    double[] residual = image(solution);
    guess.start(x, residual);
    guess.end(solution, new double[N]);
  }

  /** A right side in the span of earlier ones is solved by the start. */
  @Test
  void theSpanIsSolvedAtOnce() {
    ConjugateGuess guess = new ConjugateGuess(N);
    double[] wanted = new double[N];
    for (int k = 0; k < 3; k++) {
      solve(guess, random(k));
      Vectors.addScaled(k + 0.5, random(k), wanted);
    }
    double[] x = new double[N];
    double[] residual = image(wanted);
    guess.start(x, residual);
    assertArrayEquals(wanted, x, 1e-14);
    assertArrayEquals(new double[N], residual, 1e-13);
  }

  /** What was found on the way to no solution is made conjugate, and serves as well. */
  @Test
  void unfinishedSolutions() {
    ConjugateGuess guess = new ConjugateGuess(N);
    double[] wanted = new double[N];
    for (int k = 0; k < 3; k++) {
      double[] x = new double[N];
      double[] residual = image(random(10 + k));
      guess.start(x, residual);
      Vectors.addScaled(1, random(k), x);
      Vectors.addScaled(-1, image(random(k)), residual);
      guess.end(x, residual);
      Vectors.addScaled(k + 0.5, random(k), wanted);
    }
    double[] x = new double[N];
    double[] residual = image(wanted);
    guess.start(x, residual);
    assertArrayEquals(wanted, x, 1e-13);
    assertArrayEquals(new double[N], residual, 1e-12);
  }

  /** Of all combinations the nearest in the norm of A: what is left is conjugate to them. */
  @Test
  void theStartIsTheNearestOne() {
    ConjugateGuess guess = new ConjugateGuess(N);
    solve(guess, random(0));
    solve(guess, random(1));
    double[] x = new double[N];
    double[] residual = image(random(2));
    guess.start(x, residual);
    assertArrayEquals(Vectors.minus(image(random(2)), image(x)), residual, 1e-14);
    assertEquals(0, Vectors.dot(random(0), residual), 1e-14);
    assertEquals(0, Vectors.dot(random(1), residual), 1e-14);
  }

  /** A seventh solution has no room, the six before it stay; none are left when it is cleared. */
  @Test
  void sixAreKept() {
    ConjugateGuess guess = new ConjugateGuess(N);
    for (int k = 0; k < 7; k++) {
      solve(guess, random(k));
    }
    double[] x = new double[N];
    guess.start(x, image(random(5)));
    assertArrayEquals(random(5), x, 1e-13);
    double[] residual = image(random(6));
    guess.start(new double[N], residual);
    assertTrue(Vectors.norm(residual) > 1e-3);
    guess.clear();
    double[] untouched = image(random(5));
    guess.start(new double[N], untouched);
    assertArrayEquals(image(random(5)), untouched, 0);
  }

  /** What found nothing new, or no number, is not kept. */
  @Test
  void nothingNewIsNotKept() {
    ConjugateGuess guess = new ConjugateGuess(N);
    solve(guess, new double[N]);
    double[] lost = new double[N];
    lost[0] = Double.NaN;
    solve(guess, lost);
    double[] residual = image(random(1));
    guess.start(new double[N], residual);
    assertArrayEquals(image(random(1)), residual, 0);
  }
}
