package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import marginflow.loss.Loss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes on, by what is known after a step. */
class HandOverTest {

  private final HandOver handOver =
      new HandOver(
          LongHorizonTest.model("relu:2-2-1", LongHorizonTest.TWO),
          new FlowSettings(Loss.EXPONENTIAL, Flow.CAPTURED, 1e-3, List.of()),
          FlowObserver.NONE);

  @ParameterizedTest
  @CsvSource({
    "true, 0, 2, false",
    "true, 0, 40, true",
    "false, 0, 40, false",
    "true, 5000, 40, false",
  })
  void whenStiffAndFittedAndFewSlide(boolean fitted, int sliding, int stages, boolean due) {
    assertEquals(due, handOver.due(fitted, sliding, stages));
  }
}
