package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Map;
import marginflow.flow.field.Counters;
import org.junit.jupiter.api.Test;

class StopRuleTest {

  /** A view that knows its loss and its steps. */
  private static FlowView view(double logLoss, long steps) {
    Counters counters = new Counters();
    counters.accepted = steps;
    Map<String, Object> known =
        Map.of("logLoss", logLoss, "statistics", new FlowStatistics(counters));
    return (FlowView)
        Proxy.newProxyInstance(
            StopRuleTest.class.getClassLoader(),
            new Class<?>[] {FlowView.class},
            (proxy, method, arguments) -> known.get(method.getName()));
  }

  @Test
  void steps() {
    StopRule rule = StopRule.steps(5);
    assertEquals(2, rule.value(view(0, 3)));
    assertEquals(0, rule.value(view(0, 5)));
    assertFalse(rule.continuous());
    assertEquals(Termination.STEP_LIMIT, rule.termination());
    assertEquals("the limit of 5 steps was reached", rule.sentence(view(0, 5)));
  }

  /** Differences near zero, and of logarithms far below; zero at the target. */
  @Test
  void lossesInASlowScale() {
    StopRule rule = StopRule.logLoss(-1e6);
    assertTrue(rule.continuous());
    assertEquals(0, rule.value(view(-1e6, 0)));
    assertEquals(Math.log(10), rule.value(view(-1e5, 0)), 1e-9);
    assertEquals(-Math.log(10), rule.value(view(-1e7, 0)), 1e-9);
    StopRule near = StopRule.logLoss(1e-3);
    assertEquals(1e-3, near.value(view(2e-3, 0)), 1e-8);
    assertTrue(near.value(view(-1e-3, 0)) < 0);
    assertTrue(StopRule.logLoss(-1e300).value(view(-1e299, 0)) > 2, "no overflow");
    assertEquals(Termination.HORIZON_REACHED, rule.termination());
  }

  /** The figure is the one that was asked for, without the digits of a logarithm and back. */
  @Test
  void theSentenceHasTheFigureAskedFor() {
    StopRule rule = StopRule.logLoss(-3 * Math.log(10));
    assertEquals("log10 loss reached -3 after 7 steps", rule.sentence(view(-7, 7)));
  }
}
