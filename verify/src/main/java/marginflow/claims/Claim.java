package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement to reproduce.
 *
 * @param id its name, such as {@code V2}
 * @param provenance where the statement comes from
 * @param source paper and place
 * @param statement what is said
 * @param expectations what that means for the measurements
 * @param protocol how they are made
 */
public record Claim(
    String id,
    Provenance provenance,
    Source source,
    String statement,
    List<Expectation> expectations,
    Protocol protocol) {

  /** Copies the expectations. */
  public Claim {
    expectations = List.copyOf(expectations);
  }

  /** All expectations in one line. */
  public String expected() {
    return expectations.stream().map(Expectation::text).collect(Collectors.joining("; "));
  }

  /** The same claim expecting something else. */
  public Claim expecting(List<Expectation> others) {
    return new Claim(id, provenance, source, statement, others, protocol);
  }

  /** Compares measurements with the expectations; one that was not measured fails. */
  public Judgement judge(Measurements measurements, double seconds) {
    List<Judgement.Check> checks = new ArrayList<>();
    for (Expectation expectation : expectations) {
      var value = measurements.get(expectation.name());
      checks.add(
          new Judgement.Check(
              expectation.name(),
              expectation.text(),
              value.map(Measurements.Value::text).orElse("not measured"),
              value.map(expectation::accepts).orElse(false)));
    }
    return new Judgement(this, measurements, checks, seconds);
  }
}
