package marginflow.claims;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A claim after its run.
 *
 * @param claim the claim
 * @param measurements what was found
 * @param checks expectation by expectation
 * @param seconds time the experiment took
 */
public record Judgement(
    Claim claim, Measurements measurements, List<Check> checks, double seconds) {

  /**
   * One expectation and what became of it.
   *
   * @param name the measurement
   * @param expected the expectation in words
   * @param found the measured value in words
   * @param holds whether they agree
   */
  public record Check(String name, String expected, String found, boolean holds) {}

  /** Copies the checks. */
  public Judgement {
    checks = List.copyOf(checks);
  }

  /** Whether every expectation is met; a claim that expects nothing does not hold. */
  public boolean holds() {
    return !checks.isEmpty() && checks.stream().allMatch(Check::holds);
  }

  /** All measurements in one line. */
  public String found() {
    return measurements.values().entrySet().stream()
        .map(e -> e.getKey() + " = " + e.getValue().text())
        .collect(Collectors.joining("; "));
  }
}
