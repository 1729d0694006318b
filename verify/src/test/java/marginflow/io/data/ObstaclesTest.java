package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;

/** Data that no start can separate. */
class ObstaclesTest {

  @Test
  void aSampleOfZerosUnlessThereAreBiases() {
    Obstacles obstacles = read("1,2,-1\n0,-0,1\n3,4,1\n");
    String sentence = obstacles.of(Architectures.parse("relu:2-3-1")).orElseThrow();
    assertTrue(sentence.contains("all features are 0 in line 2"), sentence);
    assertEquals(Optional.empty(), obstacles.of(Architectures.parse("relu+bias:2-3-1")));
  }

  @Test
  void aPointWithBothLabels() {
    Obstacles obstacles = read("1,0,-1\n3,4,1\n1,-0,1\n1,0,-1\n");
    for (String net : new String[] {"linear:2-1", "relu+bias:2-3-1"}) {
      String sentence = obstacles.of(Architectures.parse(net)).orElseThrow();
      assertTrue(sentence.contains("line 1 and line 3 are one point"), sentence);
    }
  }

  @Test
  void repeatedPointsOfOneLabelAreNone() {
    assertEquals(
        Optional.empty(), read("1,2,-1\n1,2,-1\n3,4,1\n").of(Architectures.parse("relu:2-3-1")));
  }

  /** 4.9e-324 and 0, and 0 and 31 times that, have the same hash. */
  @Test
  void pointsThatOnlyHashAlikeAreTwo() {
    assertEquals(
        Optional.empty(),
        read("4.9e-324,0,-1\n0,1.53e-322,1\n").of(Architectures.parse("relu+bias:2-3-1")));
  }

  private static Obstacles read(String text) {
    return LoadedData.load(DataRequest.of("d"), Files4Tests.text("d", text)).obstacles();
  }
}
