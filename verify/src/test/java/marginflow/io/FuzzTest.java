package marginflow.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files: whatever the damage, the answer is a right result or a {@link BadDataException}.
 * For NPZ right means the undamaged arrays, since checksums tell; text has no checksum, so a right
 * result there is any finite data set.
 */
class FuzzTest {

  private static final int TRIALS = 4_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void npz(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (boolean deflate : new boolean[] {true, false}) {
      byte[] whole = npzFile(deflate);
      LoadedData expected = read(whole).orElseThrow();
      for (int trial = 0; trial < TRIALS; trial++) {
        read(damage(whole, random)).ifPresent(found -> assertSame(expected, found, seed));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b,y\n1,2,-1\n3e1,4,1\n-5,6.5,1\n", "+1 1:0.5 3:2\n-1 2:-1\n"})
  void text(String whole) {
    SplittableRandom random = new SplittableRandom(7);
    byte[] bytes = whole.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int trial = 0; trial < TRIALS; trial++) {
      read(damage(bytes, random)).ifPresent(found -> assertTrue(found.dataset().n() > 0));
    }
  }

  private static void assertSame(LoadedData expected, LoadedData found, long seed) {
    assertArrayEquals(
        expected.dataset().x().data(), found.dataset().x().data(), () -> "seed " + seed);
    assertArrayEquals(expected.dataset().y(), found.dataset().y(), () -> "seed " + seed);
    assertArrayEquals(
        expected.theta0().orElseThrow(), found.theta0().orElseThrow(), () -> "seed " + seed);
  }

  private static Optional<LoadedData> read(byte[] file) {
    try {
      return Optional.of(LoadedData.load(DataRequest.of("d"), Files4Tests.bytes("d", file)));
    } catch (BadDataException refused) {
      return Optional.empty();
    }
  }

  /** A copy that is cut, has a bit or a byte changed, or lacks a piece. */
  static byte[] damage(byte[] whole, SplittableRandom random) {
    byte[] damaged = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      case 1 -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      default -> {
        int from = random.nextInt(damaged.length);
        int to = from + random.nextInt(damaged.length - from);
        System.arraycopy(whole, to, damaged, from, damaged.length - to);
        damaged = Arrays.copyOf(damaged, damaged.length - (to - from));
      }
    }
    return damaged;
  }

  private static byte[] npzFile(boolean deflate) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("X.npy", NpyFormat.write(NpyArray.matrix(3, 2, new double[] {1, 2, 3, 4, 5, 6})));
    members.put("y.npy", Files4Tests.npy("|i1", false, "(3,)", new byte[] {1, -1, 1}));
    members.put("theta0.npy", NpyFormat.write(NpyArray.vector(new double[] {7, 8, 9})));
    return Files4Tests.zip(members, deflate);
  }
}
