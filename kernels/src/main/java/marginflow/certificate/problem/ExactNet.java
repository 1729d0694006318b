package marginflow.certificate.problem;

import java.math.BigDecimal;
import java.util.List;
import marginflow.linalg.StopRequest;
import marginflow.network.Architecture;
import marginflow.network.Convolutional;
import marginflow.network.LayerShape;
import marginflow.network.Reading;

/**
 * Networks evaluated without rounding: doubles are dyadic rationals and every network here is
 * piecewise polynomial, so {@link BigDecimal} sums and products give its margins exactly.
 */
public final class ExactNet {

  private final Architecture architecture;
  private final SignedPoints data;
  private final Structure structure;

  public ExactNet(Architecture architecture, SignedPoints data) {
    this.architecture = architecture;
    this.data = data;
    this.structure = Structure.of(architecture);
  }

  /** Whether this architecture can be evaluated exactly here: means of three are no dyadics. */
  public boolean known() {
    return switch (structure) {
      case Structure.Other other -> false;
      case Structure.Filtered filtered ->
          filtered.net().readings().stream()
              .allMatch(r -> r.kind() != Reading.Kind.MEAN || Integer.bitCount(r.width()) == 1);
      default -> true;
    };
  }

  /** A parameter vector with its exact size and worst margin. */
  public record Value(BigDecimal normSquared, BigDecimal smallestMargin) {

    /**
     * Whether this direction has a larger normalized margin than the other: {@code m/‖θ‖^L >
     * m'/‖θ'‖^L} with all roots avoided by squaring.
     */
    public boolean beats(Value other, int degree) {
      if (smallestMargin.signum() <= 0) {
        return false;
      }
      BigDecimal mine = smallestMargin.pow(2).multiply(other.normSquared.pow(degree));
      BigDecimal theirs = other.smallestMargin.pow(2).multiply(normSquared.pow(degree));
      return mine.compareTo(theirs) > 0;
    }

    /** ‖θ‖² once rescaled so that the smallest margin is 1, rounded to a double. */
    public double feasibleNormSquared(int degree) {
      return normSquared.doubleValue() * Math.pow(smallestMargin.doubleValue(), -2.0 / degree);
    }
  }

  /** Evaluates θ exactly. */
  public Value evaluate(double[] theta) {
    BigDecimal normSquared = BigDecimal.ZERO;
    for (double v : theta) {
      BigDecimal exact = new BigDecimal(v);
      normSquared = normSquared.add(exact.multiply(exact));
    }
    BigDecimal least = margin(theta, 0);
    for (int i = 1; i < data.n(); i++) {
      least = least.min(margin(theta, i));
    }
    return new Value(normSquared, least);
  }

  private BigDecimal margin(double[] theta, int row) {
    StopRequest.check();
    BigDecimal[] x = exact(data.x().get(row));
    BigDecimal output =
        switch (structure) {
          case Structure.Diagonal diagonal -> diagonal(theta, x);
          case Structure.Linear linear -> dense(theta, x, BigDecimal.ONE);
          case Structure.TwoLayer net -> dense(theta, x, new BigDecimal(net.alpha()));
          case Structure.Deep net -> dense(theta, x, new BigDecimal(net.alpha()));
          case Structure.Filtered filtered -> filtered(theta, x, filtered.net());
          case Structure.Other other ->
              throw new IllegalStateException("no exact evaluation of " + architecture.spec());
        };
    return data.y()[row] > 0 ? output : output.negate();
  }

  private static BigDecimal[] exact(double[] x) {
    BigDecimal[] out = new BigDecimal[x.length];
    for (int j = 0; j < x.length; j++) {
      out[j] = new BigDecimal(x[j]);
    }
    return out;
  }

  private BigDecimal diagonal(double[] theta, BigDecimal[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int j = 0; j < x.length; j++) {
      BigDecimal product = x[j];
      for (LayerShape layer : architecture.layers()) {
        product = product.multiply(new BigDecimal(theta[layer.offset() + j]));
      }
      sum = sum.add(product);
    }
    return sum;
  }

  private static BigDecimal filtered(double[] theta, BigDecimal[] x, Convolutional net) {
    BigDecimal alpha = new BigDecimal(net.slope().alpha());
    List<Reading> readings = net.readings();
    BigDecimal[] h = x;
    for (int l = 0; l < readings.size(); l++) {
      Reading reading = readings.get(l);
      boolean bends = reading.kind() == Reading.Kind.WEIGHTED && l + 1 < readings.size();
      BigDecimal[] z = new BigDecimal[reading.outputs()];
      for (int o = 0; o < z.length; o++) {
        z[o] = output(theta, h, reading, o);
        if (bends && z[o].signum() < 0) {
          z[o] = z[o].multiply(alpha);
        }
      }
      h = z;
    }
    return h[0];
  }

  private static BigDecimal output(double[] theta, BigDecimal[] h, Reading reading, int o) {
    BigDecimal out = BigDecimal.ZERO;
    for (int t = 0; t < reading.width(); t++) {
      BigDecimal in = h[reading.taps()[o * reading.width() + t]];
      out =
          switch (reading.kind()) {
            case WEIGHTED -> out.add(in.multiply(new BigDecimal(theta[reading.weights()[o] + t])));
            case MEAN -> out.add(in);
            case LARGEST -> t == 0 ? in : out.max(in);
          };
    }
    return reading.kind() == Reading.Kind.MEAN ? out.divide(new BigDecimal(reading.width())) : out;
  }

  private BigDecimal dense(double[] theta, BigDecimal[] x, BigDecimal alpha) {
    BigDecimal[] h = x;
    List<LayerShape> layers = architecture.layers();
    for (int l = 0; l < layers.size(); l++) {
      LayerShape layer = layers.get(l);
      BigDecimal[] z = new BigDecimal[layer.rows()];
      for (int k = 0; k < z.length; k++) {
        z[k] = BigDecimal.ZERO;
        for (int j = 0; j < layer.cols(); j++) {
          double weight = theta[layer.offset() + k * layer.cols() + j];
          if (weight != 0 && h[j].signum() != 0) {
            z[k] = z[k].add(h[j].multiply(new BigDecimal(weight)));
          }
        }
        if (l + 1 < layers.size() && z[k].signum() < 0) {
          z[k] = z[k].multiply(alpha);
        }
      }
      h = z;
    }
    return h[0];
  }
}
