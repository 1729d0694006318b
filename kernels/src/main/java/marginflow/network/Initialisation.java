package marginflow.network;

/**
 * Starting points. The generator is SplitMix64 (Steele, Lea, Flood, 2014) written out here, and
 * normals come from Marsaglia's polar method with {@link StrictMath}: the same seed gives the same
 * θ on every JDK and machine.
 */
public final class Initialisation {

  /** Name and version of the generator, for manifests. */
  public static final String GENERATOR = "splitmix64-polar/1";

  /** Sweeps of {@link #balanced}: each halves the logarithm of every imbalance or better. */
  private static final int SWEEPS = 200;

  private Initialisation() {}

  /**
   * Independent normals of standard deviation {@code scale}, in the order of θ.
   *
   * @return a new vector of length P
   */
  public static double[] gaussian(Architecture architecture, long seed, double scale) {
    Normals normals = new Normals(seed);
    double[] theta = new double[architecture.parameters()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = scale * normals.next();
    }
    return theta;
  }

  /**
   * A gaussian start rescaled, unit by unit and without changing the function, until the weights
   * into every hidden unit have the norm of those out of it; gradient flow conserves the difference
   * of their squares. Units all of whose weights on one side are zero stay as they are.
   *
   * @return a new vector of length P
   * @throws IllegalArgumentException for other than fully connected networks, plain
   */
  public static double[] balanced(Architecture architecture, long seed, double scale) {
    if (!(architecture instanceof FullyConnected net) || net.extra() != FullyConnected.Extra.NONE) {
      throw new IllegalArgumentException(
          "a balanced start needs a plain fully connected network, found " + architecture.spec());
    }
    double[] theta = gaussian(net, seed, scale);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int l = 0; l + 1 < net.depth(); l++) {
        LayerShape in = net.layers().get(l);
        LayerShape out = net.layers().get(l + 1);
        for (int k = 0; k < in.rows(); k++) {
          balance(theta, in, out, k);
        }
      }
    }
    return theta;
  }

  private static void balance(double[] theta, LayerShape in, LayerShape out, int k) {
    double into = 0;
    for (int j = 0; j < in.cols(); j++) {
      double w = theta[in.offset() + k * in.cols() + j];
      into = Math.fma(w, w, into);
    }
    double outOf = 0;
    for (int i = 0; i < out.rows(); i++) {
      double w = theta[out.offset() + i * out.cols() + k];
      outOf = Math.fma(w, w, outOf);
    }
    if (into == 0 || outOf == 0) {
      return;
    }
    double factor = Math.sqrt(Math.sqrt(outOf / into));
    for (int j = 0; j < in.cols(); j++) {
      theta[in.offset() + k * in.cols() + j] *= factor;
    }
    for (int i = 0; i < out.rows(); i++) {
      theta[out.offset() + i * out.cols() + k] /= factor;
    }
  }

  /** A stream of standard normals. */
  private static final class Normals {
    private long state;
    private double spare;
    private boolean hasSpare;

    Normals(long seed) {
      state = seed;
    }

    private long bits() {
      state += 0x9E3779B97F4A7C15L;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }

    /** Uniform in [−1, 1). */
    private double uniform() {
      return (bits() >> 11) * 0x1p-52;
    }

    double next() {
      if (hasSpare) {
        hasSpare = false;
        return spare;
      }
      double u;
      double v;
      double s;
      do {
        u = uniform();
        v = uniform();
        s = u * u + v * v;
      } while (s >= 1 || s == 0);
      double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
      spare = v * factor;
      hasSpare = true;
      return u * factor;
    }
  }
}
