package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** Against decimal numbers of eighty digits. */
final class DoubleDoubleTest {

  private static final MathContext WIDE = new MathContext(80);
  private static final BigDecimal BOUND = new BigDecimal(Math.scalb(1.0, -102));

  private static BigDecimal exact(DoubleDouble v) {
    return new BigDecimal(v.hi()).add(new BigDecimal(v.lo()));
  }

  private static DoubleDouble random(Random random) {
    double hi = random.nextGaussian() * Math.scalb(1.0, random.nextInt(60) - 30);
    return DoubleDouble.of(hi).plus(DoubleDouble.of(0x1p-54 * hi * random.nextDouble()));
  }

  private static void check(
      BinaryOperator<DoubleDouble> operation, BinaryOperator<BigDecimal> same, boolean ofTerms) {
    Random random = new Random(1);
    for (int trial = 0; trial < 500; trial++) {
      DoubleDouble a = random(random);
      DoubleDouble b = random(random);
      BigDecimal wanted = same.apply(exact(a), exact(b));
      BigDecimal off = exact(operation.apply(a, b)).subtract(wanted).abs();
      BigDecimal size = ofTerms ? exact(a).abs().add(exact(b).abs()) : wanted.abs();
      assertTrue(off.compareTo(BOUND.multiply(size)) <= 0, () -> a + ", " + b);
    }
  }

  @Test
  void operationsAreOffByRoundingOfTwiceThePrecision() {
    check(DoubleDouble::plus, BigDecimal::add, true);
    check(DoubleDouble::minus, BigDecimal::subtract, true);
    check(DoubleDouble::times, BigDecimal::multiply, false);
    check(DoubleDouble::dividedBy, (a, b) -> a.divide(b, WIDE), false);
    check((a, b) -> a.times(b.hi()), (a, b) -> a.multiply(new BigDecimal(b.doubleValue())), false);
    check(
        (a, b) -> a.times(a).plus(b.times(b)).root(),
        (a, b) -> a.multiply(a).add(b.multiply(b)).sqrt(WIDE),
        false);
  }

  @Test
  void whatDoublesLoseIsKept() {
    DoubleDouble third = DoubleDouble.ONE.dividedBy(DoubleDouble.of(3));
    assertEquals(1.0 / 3, third.hi());
    DoubleDouble[] a = {DoubleDouble.of(1e20), DoubleDouble.ONE, DoubleDouble.of(-1e20)};
    assertEquals(1, DoubleDouble.dot(a, new double[] {1, 1, 1}).hi());
    assertEquals(0, DoubleDouble.ZERO.root().hi());
  }
}
