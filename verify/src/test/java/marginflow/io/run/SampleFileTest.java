package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import org.junit.jupiter.api.Test;

class SampleFileTest {

  private static final List<FlowPoint> SAMPLES =
      List.of(
          new FlowPoint(state("1,0.1,0.2,0.3,-0.4,0.5,0.6,"), new double[] {1, 2, 3}),
          new FlowPoint(state("4,1.1,1.2,1.3,-1.4,1.5,1.6,1.7"), new double[] {4, 5, 6}));

  private static FlowState state(String line) {
    return new StateTable(
            List.of(
                Quantity.STEP,
                Quantity.TAU,
                Quantity.LOG_TIME,
                Quantity.LOG_NORM,
                Quantity.LOG10_LOSS,
                Quantity.NORMALIZED_MARGIN,
                Quantity.SMOOTHED_MARGIN,
                Quantity.KKT_RESIDUAL))
        .state("here", line);
  }

  private static InputFile input(byte[] bytes) {
    return InputFile.of("s", "s", bytes);
  }

  @Test
  void theTableHasARowForEach() {
    assertEquals(
        """
        step,tau,log_time,log_norm,log10_loss,normalized_margin,smoothed_margin,kkt_residual
        1,0.1,0.2,0.3,-0.4,0.5,0.6,
        4,1.1,1.2,1.3,-1.4,1.5,1.6,1.7
        """,
        new String(SampleFile.table(SAMPLES), StandardCharsets.US_ASCII));
  }

  @Test
  void theArchiveIsReadBackUpToAStep() {
    InputFile archive = input(SampleFile.archive(SAMPLES, 3));
    List<FlowPoint> found = SampleFile.read(archive, 4);
    assertEquals(2, found.size());
    for (int k = 0; k < 2; k++) {
      assertArrayEquals(SAMPLES.get(k).theta(), found.get(k).theta());
      assertEquals(SAMPLES.get(k).at(), found.get(k).at());
    }
    assertEquals(1, SampleFile.read(archive, 3).size());
    assertEquals(0, SampleFile.read(archive, 0).size());
  }

  @Test
  void arraysThatDoNotBelongTogetherAreRefused() {
    NpzArchive whole = NpzArchive.read(input(SampleFile.archive(SAMPLES, 3)));
    for (String name : List.of("theta", "tau", "kkt_residual")) {
      NpzArchive.Builder other = new NpzArchive.Builder().add("step", whole.longs("step"));
      for (String array : whole.names()) {
        if (!array.equals("step")) {
          other.add(
              array, array.equals(name) ? NpyArray.vector(new double[3]) : whole.array(array));
        }
      }
      assertThrows(BadDataException.class, () -> SampleFile.read(input(other.toBytes()), 4), name);
    }
    NpzArchive.Builder rows = new NpzArchive.Builder().add("step", whole.longs("step"));
    whole.names().stream()
        .filter(array -> !array.equals("step") && !array.equals("theta"))
        .forEach(array -> rows.add(array, whole.array(array)));
    rows.add("theta", NpyArray.matrix(1, 6, new double[6]));
    assertThrows(BadDataException.class, () -> SampleFile.read(input(rows.toBytes()), 4));
  }
}
