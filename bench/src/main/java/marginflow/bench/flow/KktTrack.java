package marginflow.bench.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.kernel.KernelSelector;

/**
 * The raw KKT residual along a run: asked at points a quarter apart in log ρ from {@code log10 𝓛 =
 * −100} on, and once more at the end. Where the residual falls like 1/ρ, the slope of its logarithm
 * against that of 1/ρ is 1.
 */
final class KktTrack implements Methods.Watcher {

  private static final double APART = 0.25;
  private static final double FROM = -100;

  private final Problem problem;
  private final double[] theta;
  private final List<double[]> points = new ArrayList<>();
  private double next = Double.NEGATIVE_INFINITY;

  KktTrack(Problem problem) {
    this.problem = problem;
    this.theta = new double[problem.start().length];
  }

  @Override
  public void step(double logNorm, double logLoss, Consumer<double[]> state) {
    if (logLoss <= FROM * Math.log(10) && logNorm >= next) {
      state.accept(theta);
      points.add(new double[] {-logNorm, Math.log(certify(theta).kktResidual())});
      next = logNorm + APART;
    }
  }

  /** The certificate of a direction, as far as its KKT residual goes. */
  Certificate certify(double[] at) {
    return Certifier.certify(
        problem.net(), problem.data(), KernelSelector.select(), at, CertifyOptions.KKT_ONLY);
  }

  /**
   * Slope of log ε against log(1/ρ) by least squares over the later half of the points; empty below
   * four.
   */
  OptionalDouble slope() {
    List<double[]> late = points.subList(points.size() / 2, points.size());
    if (late.size() < 4) {
      return OptionalDouble.empty();
    }
    double mx = late.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double my = late.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double sxx = late.stream().mapToDouble(p -> (p[0] - mx) * (p[0] - mx)).sum();
    double sxy = late.stream().mapToDouble(p -> (p[0] - mx) * (p[1] - my)).sum();
    return OptionalDouble.of(sxy / sxx);
  }
}
