package marginflow.bench.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginflow.io.run.Disk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every write of results fails once, or is the last; no row that was there is lost. */
class LostResultsTest {

  private static final Environment MACHINE = new Environment("m", Map.of("cpu", "some"));

  @TempDir private Path folder = Path.of("");

  /** The system's disk, of which one call, or that and all later ones, fail. */
  private static final class Failing implements Disk {

    private final Disk system = Disk.here();
    private final int at;
    private final boolean forever;
    private int calls;

    Failing(int at, boolean forever) {
      this.at = at;
      this.forever = forever;
    }

    private Disk sound() throws IOException {
      int call = calls++;
      if (call == at || (forever && call > at)) {
        throw new IOException("No space left on device");
      }
      return system;
    }

    @Override
    public OpenFile open(Path file, boolean anew) throws IOException {
      OpenFile open = sound().open(file, anew);
      return new OpenFile() {
        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
          sound();
          open.write(bytes, position);
        }

        @Override
        public void truncate(long length) throws IOException {
          sound();
          open.truncate(length);
        }

        @Override
        public void force() throws IOException {
          sound(); // nothing is forced: it would take most of the time
        }

        @Override
        public void close() throws IOException {
          open.close();
        }
      };
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      sound().move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      sound().delete(file);
    }

    @Override
    public boolean makeFolder(Path made) throws IOException {
      return sound().makeFolder(made);
    }

    @Override
    public void force(Path names) throws IOException {
      sound();
    }
  }

  private static Row row(String suite, double ns) {
    return new Row(suite, "8x8x8", "vector", 1, ns, ns * 1.1, 2000 / ns, 0, 0, 0, 3, 0);
  }

  /** Two measurements one after the other: the second of them on a disk. */
  private static boolean isMerged(Path place, Disk disk) {
    ResultFolder results = new ResultFolder(place);
    Table table = new Table("flow-x", 1, List.of("flow", "value"), List.of(List.of("x", "1")));
    try {
      ScopedValue.where(Disk.LAYER, disk)
          .call(() -> {
            results.merge(List.of(row("gemm", 50), row("exp", 7)), List.of(table), MACHINE);
            return results;
          });
      return true;
    } catch (IOException unwritten) {
      return false;
    }
  }

  private Path begun(String name) throws IOException {
    Path place = folder.resolve(name);
    new ResultFolder(place).merge(List.of(row("gemm", 100), row("tile", 3)), List.of(), MACHINE);
    return place;
  }

  private static Map<String, String> files(Path place) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(place)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  @Test
  void measuredAgainAfterAnyWriteThatFailed() throws IOException {
    Path whole = begun("whole");
    Failing sound = new Failing(-1, false);
    assertTrue(isMerged(whole, sound));
    assertArrayEquals(
        new String[] {"exp", "gemm", "tile"},
        new ResultFolder(whole).rows().stream().map(Row::suite).toArray());
    for (int at = 0; at < sound.calls; at++) {
      for (boolean forever : new boolean[] {false, true}) {
        String name = at + (forever ? " the last" : " fails");
        Path place = begun(name);
        isMerged(place, new Failing(at, forever));
        assertEquals(
            1,
            new ResultFolder(place).rows().stream().filter(r -> r.suite().equals("tile")).count(),
            name);
        assertTrue(isMerged(place, new Failing(-1, false)), name);
        Map<String, String> again = files(place);
        again.keySet().removeIf(file -> file.startsWith("."));
        assertEquals(files(whole), again, name);
      }
    }
    assertTrue(sound.calls > 25, "calls " + sound.calls);
  }
}
