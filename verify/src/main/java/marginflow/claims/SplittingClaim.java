package marginflow.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.flow.Termination;
import marginflow.flow.event.FlowEvent;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/**
 * E1: units may be split. Copies {@code c_i (w, a)}, {@code c_i > 0}, {@code Σ c_i² = 1}, of a unit
 * compute together what it computes, and each moves as c_i times it: the flow of the larger network
 * is the image of that of the smaller, and so is its limit. Where the flow is not unique copies may
 * part, and the kink at which they do is named.
 */
final class SplittingClaim {

  private static final int SEEDS = 20;
  private static final int INPUTS = 3;
  private static final int WIDTH = 6;
  private static final double AGREED = 1e-6;

  /** A step's error is far below what the ends must agree to. */
  private static final double TOLERANCE = 1e-10;

  private SplittingClaim() {}

  static Claim claim() {
    return new Claim(
        "E1",
        Provenance.PAPER,
        Paper.EMBEDDING.whole(),
        "splitting units commutes with the flow, and maps KKT points to KKT points",
        List.of(
            new Expectation.AtLeast("flows that agree with their image", 1),
            new Expectation.AtMost("largest distance of these", AGREED),
            new Expectation.AtMost("flows that part at no kink", 0),
            new Expectation.AtMost("flows that end otherwise than their image", 0),
            // Sums of two to four times as many products; the residual is their relative rounding.
            new Expectation.AtMost(
                "largest change of the residual from an end to its image", 1e-9)),
        SplittingClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Tally tally = new Tally();
    Measurements found = new Measurements();
    for (int seed = 1; seed <= SEEDS; seed++) {
      Split split = Split.of(seed);
      Dataset data = Problems.separable(12, INPUTS, 0.2, seed);
      Slope slope = seed % 2 == 0 ? Slope.RELU : new Slope(0.1);
      FullyConnected net = Problems.net(slope, INPUTS, WIDTH, 1);
      FullyConnected wide = Problems.net(slope, INPUTS, split.width(), 1);
      double[] theta0 = Initialisation.gaussian(net, seed, 0.3);
      String name = "seed-%d-%s".formatted(seed, slope.name()).toLowerCase(Locale.ROOT);
      RunRecord small = lab.run(setup(name, net, data, theta0), CertifyOptions.KKT_ONLY);
      RunRecord large =
          lab.run(setup(name + "-split", wide, data, split.image(theta0)), CertifyOptions.KKT_ONLY);
      tally.add(lab, small, large, split);
      if (seed == 1) {
        found.keep(small).keep(large);
      }
    }
    return found
        .put("flows", SEEDS)
        .put("flows that reach 10^(−10^4)", tally.reached)
        .put("flows that end otherwise than their image", tally.otherwise)
        .put("flows that agree with their image", tally.agree)
        .put("largest distance of these", tally.distance)
        .put("flows that part at no kink", tally.unnamed)
        .put("flows that part at a kink", tally.named.size())
        .put("where", String.join(", ", tally.named))
        .put("largest change of the residual from an end to its image", tally.residual);
  }

  /** What became of the pairs of flows. */
  private static final class Tally {
    private int reached;
    private int otherwise;
    private int agree;
    private int unnamed;
    private double distance;
    private double residual;
    private final List<String> named = new ArrayList<>();

    void add(Laboratory lab, RunRecord small, RunRecord large, Split split) {
      Termination end = small.result().termination();
      otherwise += end == large.result().termination() ? 0 : 1;
      if (end != Termination.HORIZON_REACHED) {
        return;
      }
      reached++;
      double[] image = split.image(small.result().theta());
      residual = Math.max(residual, change(lab, small, large, image));
      double apart = Problems.apart(image, large.result().theta());
      if (apart <= AGREED) {
        agree++;
        distance = Math.max(distance, apart);
        return;
      }
      Optional<String> kink = parting(small, large, split);
      kink.ifPresent(k -> named.add(small.setup().name() + ": " + k));
      unnamed += kink.isEmpty() ? 1 : 0;
    }
  }

  private static Setup setup(String name, FullyConnected net, Dataset data, double[] theta0) {
    return Setup.of(name, net, data, theta0, -1e4).withTolerance(TOLERANCE);
  }

  private static double change(Laboratory lab, RunRecord small, RunRecord large, double[] image) {
    Certificate there =
        Certifier.certify(
            large.setup().net(),
            small.setup().data(),
            lab.kernels(),
            image,
            CertifyOptions.KKT_ONLY.withWindow(small.certificate().window()));
    return Math.abs(there.kktResidual() - small.certificate().kktResidual());
  }

  /**
   * The first kink that one flow meets otherwise than the other, in the smaller network's terms.
   */
  private static Optional<String> parting(RunRecord small, RunRecord large, Split split) {
    int copies = 0;
    for (FlowEvent event : small.events()) {
      for (int c = 0; c < split.copies(event.unit()); c++) {
        if (copies >= large.events().size()) {
          return Optional.of(kink(event, event.unit()));
        }
        FlowEvent other = large.events().get(copies++);
        int unit = split.origin(other.unit());
        if (unit != event.unit() || other.row() != event.row() || other.kind() != event.kind()) {
          return Optional.of(kink(event, event.unit()) + " against " + kink(other, unit));
        }
      }
    }
    return large.events().size() > copies
        ? Optional.of(
            kink(large.events().get(copies), split.origin(large.events().get(copies).unit())))
        : Optional.empty();
  }

  private static String kink(FlowEvent event, int unit) {
    return String.format(
        Locale.ROOT,
        "%s of unit %d at sample %d, τ = %.6g",
        event.kind().name().toLowerCase(Locale.ROOT),
        unit,
        event.row(),
        event.tau());
  }

  /**
   * How units are split.
   *
   * @param origins of each unit of the larger network, the unit it is a copy of
   * @param factor its c
   */
  private record Split(int[] origins, double[] factor) {

    /** Two to four copies a unit, of random sizes. */
    static Split of(long seed) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      List<Integer> origins = new ArrayList<>();
      List<Double> factors = new ArrayList<>();
      for (int k = 0; k < WIDTH; k++) {
        double[] sizes = random.doubles(random.nextInt(2, 5), 0.2, 1).toArray();
        double norm = Problems.norm(sizes);
        for (double size : sizes) {
          origins.add(k);
          factors.add(size / norm);
        }
      }
      return new Split(
          origins.stream().mapToInt(k -> k).toArray(),
          factors.stream().mapToDouble(c -> c).toArray());
    }

    int width() {
      return origins.length;
    }

    int origin(int unit) {
      return origins[unit];
    }

    long copies(int unit) {
      return Arrays.stream(origins).filter(k -> k == unit).count();
    }

    double[] image(double[] theta) {
      double[] wide = new double[width() * (INPUTS + 1)];
      for (int k = 0; k < width(); k++) {
        for (int j = 0; j < INPUTS; j++) {
          wide[k * INPUTS + j] = factor[k] * theta[origins[k] * INPUTS + j];
        }
        wide[width() * INPUTS + k] = factor[k] * theta[WIDTH * INPUTS + origins[k]];
      }
      return wide;
    }
  }
}
