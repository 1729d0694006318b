package marginflow.crosscheck.certificates;

import java.util.List;
import java.util.Map;

/**
 * What became of one problem.
 *
 * @param seed its seed
 * @param problem the problem
 * @param theta the end of its flow; empty if it did not separate the data
 * @param verdicts how many certificates had each verdict
 * @param faults what contradicts a certificate, in sentences; empty if all survived
 */
public record CertificateCase(
    long seed,
    SmallProblem problem,
    double[] theta,
    Map<String, Integer> verdicts,
    List<String> faults) {

  /** Copies the lists. */
  public CertificateCase {
    verdicts = Map.copyOf(verdicts);
    faults = List.copyOf(faults);
  }

  /** Whether every verdict survived. */
  public boolean holds() {
    return faults.isEmpty();
  }
}
