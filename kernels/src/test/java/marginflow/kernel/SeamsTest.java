package marginflow.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeamsTest {

  @Test
  void sizesLieOnBothSidesOfEverySeam() {
    assertEquals(List.of(3, 4, 5, 7, 8, 9, 17), List.copyOf(Seams.around(List.of(8, 4))));
    assertEquals(List.of(0, 1, 2, 3), List.copyOf(Seams.around(List.of(1))));
    assertTrue(Seams.around(List.of()).isEmpty());
  }

  @Test
  void everyImplementationSaysWhereItsLoopsBreak() {
    for (String name : KernelSelector.names()) {
      Kernels kernels = KernelSelector.select(name, 1);
      Seams seams = kernels.seams();
      assertTrue(seams.samples().contains(TwoLayerKernel.GROUP), seams::toString);
      assertTrue(seams.elements().contains(OrderedSum.COUNT), seams::toString);
      assertTrue(kernels.lanes() == 1 || seams.units().contains(kernels.lanes()), seams::toString);
    }
  }
}
