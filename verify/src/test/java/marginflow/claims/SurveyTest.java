package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import marginflow.network.Slope;
import org.junit.jupiter.api.Test;

/** Every claim's runs, each claim run once. */
final class SurveyTest {

  private final AtomicInteger measured = new AtomicInteger();

  @Test
  void claimsAreRunWhenTheyWereNot() {
    Survey survey = new Survey(List.of(claim("X1"), claim("X2")));
    survey.watched().getFirst().protocol().measure(new Laboratory());
    assertEquals(1, measured.get());
    assertEquals(List.of("X1 flow", "X2 flow"), survey.runs().stream().map(RunLaws::run).toList());
    survey.runs();
    assertEquals(2, measured.get());
  }

  private Claim claim(String id) {
    return new Claim(
        id, Provenance.DERIVED, Paper.HERE.whole(), "nothing", List.of(), this::experiment);
  }

  private Measurements experiment(Laboratory lab) {
    measured.incrementAndGet();
    double[] start = {1, 0, 1};
    var net = Problems.net(Slope.LINEAR, 2, 1, 1);
    var data = Problems.data(new double[][] {{1, 2}}, 1);
    lab.run(Setup.of("flow", net, data, start, -2));
    return new Measurements();
  }
}
