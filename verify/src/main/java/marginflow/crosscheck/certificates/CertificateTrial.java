package marginflow.crosscheck.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.Nearby;
import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.reference.ExactMargins;
import org.apache.commons.numbers.core.DD;

/** Certifies the end and the limit of one small flow, and tries everything against it. */
public final class CertificateTrial {

  /** Distances at which a local optimum is attacked: one that loses at all of them is none. */
  private static final double[] RADII = {1e-2, 1e-3, 1e-4};

  /**
   * A path of second order gains a share of the order of radius²; a thousandth of that is still far
   * above what a point with a residual of rounding may gain, residual times radius.
   */
  private static final double SECOND_ORDER = 1e-3;

  /** Random places to climb from at each radius. */
  private static final int STARTS = 6;

  /** A margin of rounding is none: samples that a dead unit sees have it. */
  private static final double UNSEPARATED = 1e-14;

  private static final CertifyOptions OPTIONS = CertifyOptions.DEFAULT;

  private final long seed;
  private final SmallProblem problem;
  private final Kernels kernels = KernelSelector.select("scalar", 1);
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private CertificateTrial(long seed, SmallProblem problem) {
    this.seed = seed;
    this.problem = problem;
  }

  /** Runs the problem of a seed. */
  public static CertificateCase of(long seed) {
    return of(seed, SmallProblem.of(seed));
  }

  /** Runs a problem; the seed is that of the attacks. */
  static CertificateCase of(long seed, SmallProblem problem) {
    return new CertificateTrial(seed, problem).run();
  }

  private CertificateCase run() {
    double[] end = problem.end();
    if (end.length > 0) {
      ExactMargins best = problem.best();
      Certificate certificate = certify(problem, end);
      if (Double.isNaN(certificate.normalizedMargin())) {
        double margin = new LocalAttack(problem, seed).margin(end).doubleValue();
        fault(margin > UNSEPARATED, "end: no margin claimed where it is {}", margin);
        return new CertificateCase(seed, problem, new double[0], verdicts, faults);
      }
      judge("end", end, certificate, best);
      certificate.nearby().ifPresent(nearby -> limit(nearby, best));
    }
    return new CertificateCase(seed, problem, end, verdicts, faults);
  }

  private Certificate certify(SmallProblem of, double[] theta) {
    return Certifier.certify(of.net(), of.data(), kernels, theta, OPTIONS);
  }

  private void limit(Nearby nearby, ExactMargins best) {
    Certificate limit = nearby.certificate();
    judge("limit", nearby.theta(), limit, best);
    Symmetries symmetries =
        new Symmetries(problem, nearby.theta(), limit, this::certify, seed, faults);
    symmetries.scaled();
    symmetries.rotated();
    symmetries.permuted();
    symmetries.renamed();
    symmetries.split();
    symmetries.perturbed().forEach(p -> judge("perturbed limit", p, certify(problem, p), best));
  }

  /** Everything a certificate says against everything that could contradict it. */
  private void judge(String place, double[] theta, Certificate c, ExactMargins best) {
    verdicts.merge(c.verdict().id(), 1, Integer::sum);
    LocalAttack attack = new LocalAttack(problem, seed);
    if (best.known() || c.marginBound().isPresent()) {
      bounds(place, c, best);
    }
    if (!best.known()) {
      unbounded(place, theta, c, attack);
    }
    layers(place, c);
    switch (c.verdict()) {
      case GLOBAL_OPTIMUM -> {
        double allowed = OPTIONS.globalTolerance() * (1 + 1e-6);
        fault(
            c.normalizedMargin() < best.lower() * (1 - allowed) && fits(best),
            "{}: global-optimum with margin {}, but {} is possible",
            place,
            c.normalizedMargin(),
            best.lower());
        for (double radius : new double[] {0.5, 1e-2}) {
          double gain = attack.gain(theta, radius, STARTS);
          fault(gain > allowed, "{}: global-optimum, but {} more is possible", place, gain);
        }
      }
      case LOCAL_OPTIMUM -> {
        boolean loses = true;
        for (double radius : RADII) {
          loses &= attack.gain(theta, radius, STARTS) > SECOND_ORDER * radius * radius;
        }
        fault(loses, "{}: local-optimum, but better points at every distance", place);
      }
      case NOT_LOCAL_OPTIMUM -> witness(place, c, attack);
      case KKT, NOT_KKT, UNDECIDED -> {}
    }
  }

  /** Whether the best direction found exactly is one of this network. */
  private boolean fits(ExactMargins best) {
    return !problem.twoLayer() || best.units() <= problem.net().layers().getFirst().rows();
  }

  /** Where no program knows the best margin, what an attack reaches must keep the bound. */
  private void unbounded(String place, double[] theta, Certificate c, LocalAttack attack) {
    if (c.marginBound().isPresent()) {
      double reached = c.normalizedMargin() * (1 + attack.gain(theta, 2, STARTS));
      fault(
          reached > c.marginBound().get().upper() * (1 + 1e-12),
          "{}: bound {}, but {} is reached",
          place,
          c.marginBound().get().upper(),
          reached);
    }
  }

  private void bounds(String place, Certificate c, ExactMargins best) {
    fault(
        c.normalizedMargin() > best.upper() * (1 + 1e-14),
        "{}: margin {} above the best, {}",
        place,
        c.normalizedMargin(),
        best.upper());
    if (c.marginBound().isEmpty()) {
      fault(true, "{}: no bound on the best margin", place);
      return;
    }
    MarginBound bound = c.marginBound().get();
    fault(
        bound.upper() < best.lower() || bound.lower() > best.upper() * (1 + 1e-14),
        "{}: bound [{}, {}], the best margin is in [{}, {}]",
        place,
        bound.lower(),
        bound.upper(),
        best.lower(),
        best.upper());
  }

  /** What is proved of all layers together and of each alone may not contradict each other. */
  private void layers(String place, Certificate c) {
    for (LayerVerdict layer : c.layers()) {
      boolean best = c.verdict() == Verdict.GLOBAL_OPTIMUM || c.verdict() == Verdict.LOCAL_OPTIMUM;
      boolean contradicts =
          (best && layer.verdict().compareTo(c.verdict()) > 0)
              || (layer.alone() == Verdict.NOT_LOCAL_OPTIMUM
                  && (c.verdict() == Verdict.LOCAL_OPTIMUM || c.verdict() == Verdict.KKT))
              || (layer.verdict() == Verdict.NOT_KKT && c.verdict() != Verdict.NOT_KKT);
      fault(contradicts, "{}: all layers {}, one of them {}", place, c.verdict(), layer);
    }
  }

  private void witness(String place, Certificate c, LocalAttack attack) {
    if (c.witness().isEmpty()) {
      fault(true, "{}: not-local-optimum without a witness", place);
      return;
    }
    Witness witness = c.witness().get();
    DD before = attack.margin(witness.theta());
    for (double[] point : witness.points()) {
      double gain = attack.margin(point).subtract(before).doubleValue();
      fault(!(gain > 0), "{}: a witness gains {}", place, gain);
    }
  }

  private void fault(boolean wrong, String text, Object... figures) {
    if (wrong) {
      faults.add(Fault.of(text, figures));
    }
  }
}
