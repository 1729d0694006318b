package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files: whatever the damage, the answer is a right result or a {@link BadDataException}.
 * For NPZ right means the undamaged arrays, since checksums tell; text has no checksum, so a right
 * result there is any finite data set.
 */
class FuzzTest {

  private static final int TRIALS = 4_000;

  private static final double[] NONE = {};

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
  @ValueSource(
      strings = {
        "double-quotes.npz",
        "no-suffix.npz",
        "text-labels.npz",
        "keras.npz",
        "savez.npz",
        "images-4d.npz"
      })
  void otherArchives(String resource) {
    SplittableRandom random = new SplittableRandom(11);
    byte[] whole = Files4Tests.resource(resource).content();
    LoadedData expected = read(whole).orElseThrow();
    for (int trial = 0; trial < TRIALS; trial++) {
      read(damage(whole, random)).ifPresent(found -> assertSame(expected, found, 11));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,y\n1,2,-1\n3e1,4,1\n-5,6.5,1\n",
        "+1 1:0.5 3:2\n-1 2:-1\n",
        "# zero\n+1 qid:3 0:0.5 3:2 # c\n-1 qid:3\n",
        "\"\",\"a\",\"y\"\n\"1\",2,\"u\"\n\"2\",4,\"v\"\n",
        "0,1,y\n0.5,2,-1\n1,3,1\n2,3,1\n",
        "a;b;y\n1,5;2;-1\n2,5;3;1\n",
        "# a b y\n1.5 \"2\" u\n2.5 3 v # w\n",
        "1|2|u\n3|4|v\n"
      })
  void text(String whole) {
    SplittableRandom random = new SplittableRandom(7);
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
      byte[] bytes = whole.getBytes(charset);
      assertTrue(read(bytes).isPresent(), whole);
      for (int trial = 0; trial < TRIALS; trial++) {
        read(damage(bytes, random)).ifPresent(FuzzTest::assertSound);
      }
    }
  }

  @Test
  void wordsOfEveryFormInAnyOrder() {
    SplittableRandom random = new SplittableRandom(3);
    List<String> words =
        List.of(
            "1", "-2.5", "0", "1,5", "a", "\"b\"", "\"", "#", "qid:1", "1:2", "0:3", "NA", "", "é",
            "e", ".", "1e9");
    List<String> gaps = List.of(",", ";", " ", "\t", "|", "\n", "\n", "\r\n", ", ");
    for (int trial = 0; trial < 10 * TRIALS; trial++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(24); k >= 0; k--) {
        text.append(words.get(random.nextInt(words.size())))
            .append(gaps.get(random.nextInt(gaps.size())));
      }
      read(text.toString().getBytes(StandardCharsets.UTF_8)).ifPresent(FuzzTest::assertSound);
    }
  }

  @Test
  void headersOfArrays() {
    SplittableRandom random = new SplittableRandom(9);
    String whole = "{'descr': '<f8', \"fortran_order\": False, 'shape': (1, 2L), }";
    for (int trial = 0; trial < 5 * TRIALS; trial++) {
      byte[] header = damage(whole.getBytes(StandardCharsets.US_ASCII), random);
      byte[] file = Files4Tests.npy(new String(header, StandardCharsets.ISO_8859_1), new byte[16]);
      try {
        NpyArray array = NpyFormat.read("a", file);
        assertTrue(array.data().length > 0 && array.data().length <= 16, array::shapeText);
      } catch (BadDataException refused) {
        assertTrue(refused.getMessage().startsWith("a: expected "), refused::getMessage);
      }
    }
  }

  /** Whatever was read is finite, has both its sides as long as each other, and names to match. */
  private static void assertSound(LoadedData found) {
    assertTrue(found.dataset().n() > 0);
    assertEquals(found.dataset().d(), found.features().size());
  }

  private static void assertSame(LoadedData expected, LoadedData found, long seed) {
    assertArrayEquals(
        expected.dataset().x().data(), found.dataset().x().data(), () -> "seed " + seed);
    assertArrayEquals(expected.dataset().y(), found.dataset().y(), () -> "seed " + seed);
    assertArrayEquals(
        expected.theta0().orElse(NONE), found.theta0().orElse(NONE), () -> "seed " + seed);
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
