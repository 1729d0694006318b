package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import marginflow.flow.Checkpoint;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCheckpointTest {

  private static final long LAYOUT = RunCheckpoint.LAYOUT;

  /** A state without a residual, and with all that a flow says of itself. */
  static final FlowState LAST =
      StateTable.ALL.state(
          "here", "7,0.5,1.5,2.5,-3.5,0.25,0.125,,0.001,0.75,1.0E-9,2.0E-9,1,2,3,4,5,6,7");

  /** A checkpoint whose every number is another. */
  static RunCheckpoint checkpoint(long step, long trace, long events) {
    return new RunCheckpoint(
        new Checkpoint(
            "an integrator", new double[] {-0.0, 1e300, 4.9e-324}, new long[] {-1, 1L << 62}),
        step,
        new RunCheckpoint.Logs(trace, events, 13, 14),
        Optional.of(LAST),
        15.5,
        new Drift(16.5, 17.5),
        new RunCheckpoint.Frames(
            NpyArray.matrix(1, 4, new double[] {1, 2, 3, 4}),
            NpyArray.matrix(1, 2, new double[] {5, 6}),
            18.5));
  }

  private static RunCheckpoint read(byte[] bytes) {
    return RunCheckpoint.read(InputFile.of("c", "c", bytes));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    RunCheckpoint written = checkpoint(10, 11, 12);
    RunCheckpoint found = read(written.toBytes());
    assertEquals("an integrator", found.state().integrator());
    assertArrayEquals(written.state().reals(), found.state().reals(), 0);
    assertEquals(-0.0, found.state().reals()[0]);
    assertArrayEquals(written.state().integers(), found.state().integers());
    assertEquals(10, found.step());
    assertEquals(new RunCheckpoint.Logs(11, 12, 13, 14), found.logs());
    assertEquals(Optional.of(LAST), found.last());
    assertEquals(15.5, found.seconds());
    assertEquals(new Drift(16.5, 17.5), found.drift());
    assertArrayEquals(new double[] {1, 2, 3, 4}, found.frames().at().data());
    assertArrayEquals(new double[] {5, 6}, found.frames().theta().data());
    assertEquals(18.5, found.frames().stride());
  }

  @Test
  void aRunMayHaveNoLastRowYet() {
    RunCheckpoint first = checkpoint(0, 0, 0);
    RunCheckpoint none =
        new RunCheckpoint(
            first.state(), 0, first.logs(), Optional.empty(), 0, first.drift(), first.frames());
    assertTrue(read(none.toBytes()).last().isEmpty());
  }

  /** Rows that are missing are lost, and stay so in the count of the next checkpoint. */
  @Test
  void rowsThatAreMissingAreCountedAsLost() {
    RunCheckpoint.Logs logs = new RunCheckpoint.Logs(10, 20, 1, 2);
    assertEquals(new RunCheckpoint.Logs(8, 15, 3, 7), logs.found(8, 15));
    assertEquals(logs, logs.found(10, 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rows", "seconds", "drift", "frames_stride"})
  void anArrayOfAnotherLengthIsRefused(String other) {
    NpzArchive whole = NpzArchive.read(InputFile.of("c", "c", checkpoint(1, 2, 3).toBytes()));
    NpzArchive.Builder changed = new NpzArchive.Builder();
    for (String name : whole.names()) {
      if (name.equals(other)) {
        changed.add(name, name.equals("rows") ? new long[4] : new long[3]);
      } else if (name.equals("layout") || name.equals("rows") || name.equals("integers")) {
        changed.add(name, whole.longs(name));
      } else if (name.equals("integrator") || name.equals("last")) {
        changed.add(name, whole.text(name));
      } else {
        changed.add(name, whole.array(name));
      }
    }
    BadDataException refused = assertThrows(BadDataException.class, () -> read(changed.toBytes()));
    assertTrue(String.valueOf(refused.getMessage()).contains("arrays of other lengths"));
  }

  @Test
  void anotherLayoutIsRefusedWithBothNumbers() {
    for (long[] layout : new long[][] {{1}, {LAYOUT + 1}, {LAYOUT, LAYOUT}}) {
      byte[] bytes = new NpzArchive.Builder().add("layout", layout).toBytes();
      String found = layout.length == 1 ? "layout " + layout[0] : "layout unknown";
      BadDataException refused = assertThrows(BadDataException.class, () -> read(bytes));
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("layout " + LAYOUT) && message.contains(found), message);
    }
    byte[] first = new NpzArchive.Builder().add("x", new long[] {1}).toBytes();
    assertEquals(1, RunCheckpoint.layout(InputFile.of("c", "c", first)));
    assertEquals(
        LAYOUT, RunCheckpoint.layout(InputFile.of("c", "c", checkpoint(1, 2, 3).toBytes())));
  }

  @Test
  void nothingIsReadFromWhatIsNoArchive() {
    assertThrows(BadDataException.class, () -> read(new byte[0]));
  }
}
