package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.field.Counters;
import org.junit.jupiter.api.Test;

class FlowStatisticsTest {

  @Test
  void showsWhatIsCounted() {
    Counters counters = new Counters();
    FlowStatistics statistics = new FlowStatistics(counters);
    assertTrue(statistics.firstAmbiguousTau().isEmpty());
    counters.accepted = 1;
    counters.rejected = 2;
    counters.evaluations = 3;
    counters.factorizations = 4;
    counters.crossings = 5;
    counters.slides = 6;
    counters.releases = 7;
    counters.ambiguous = 8;
    counters.firstAmbiguousTau = 0.5;
    assertEquals(1, statistics.accepted());
    assertEquals(2, statistics.rejected());
    assertEquals(3, statistics.evaluations());
    assertEquals(4, statistics.factorizations());
    assertEquals(5, statistics.crossings());
    assertEquals(6, statistics.slides());
    assertEquals(7, statistics.releases());
    assertEquals(8, statistics.ambiguous());
    assertEquals(0.5, statistics.firstAmbiguousTau().orElseThrow());
  }
}
