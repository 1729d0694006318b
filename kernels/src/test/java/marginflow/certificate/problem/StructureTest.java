package marginflow.certificate.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;

class StructureTest {

  private static Structure of(String net) {
    return Structure.of(Architectures.parse(net));
  }

  @Test
  void recognizesNets() {
    assertEquals(new Structure.Linear(3), of("linear:2-4-3-1"));
    assertEquals(new Structure.Linear(1), of("relu:5-1"), "one layer has no kinks");
    assertEquals(new Structure.Diagonal(3), of("diagonal:2x3"));
    assertEquals(new Structure.TwoLayer(4, 6, 0), of("relu:4-6-1"));
    assertEquals(new Structure.TwoLayer(3, 5, 0.25), of("leaky-relu(0.25):3-5-1"));
    assertEquals(new Structure.Deep(3, 0), of("relu:3-4-5-1"));
    assertInstanceOf(Structure.Filtered.class, of("conv-relu:4-c2k2-1"));
    assertEquals(new Structure.Other(), of("relu+bias:2-3-1"), "not homogeneous");
  }
}
