package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {

  private static final byte[] A = {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3};
  private static final byte[] B = {9};

  private static byte[] zip(boolean deflate) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a", A);
    members.put("bc", B);
    return Files4Tests.zip(members, deflate);
  }

  /** Where the directory begins. */
  private static int directory(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
  }

  private static byte[] with(byte[] zip, int at, int value) {
    byte[] changed = zip.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static String refusal(byte[] zip) {
    return assertThrows(BadDataException.class, () -> readAll(zip)).getMessage();
  }

  private static void readAll(byte[] zip) {
    ZipArchive archive = ZipArchive.read("z", zip);
    archive.names().forEach(archive::member);
  }

  @Test
  void membersAreWhatWasPackedAndMayBeEmpty() {
    for (boolean deflate : new boolean[] {true, false}) {
      ZipArchive archive = ZipArchive.read("z", zip(deflate));
      assertEquals(Set.of("a", "bc"), archive.names());
      assertArrayEquals(A, archive.member("a"));
      assertArrayEquals(B, archive.member("bc"));
      archive.requireAllFit();
      assertThrows(IllegalArgumentException.class, () -> archive.member("c"));
      byte[] none = Files4Tests.zip(Map.of("n", new byte[0]), deflate);
      assertEquals(0, ZipArchive.read("z", none).member("n").length);
    }
    assertTrue(ZipArchive.read("z", Files4Tests.zip(Map.of(), true)).names().isEmpty());
  }

  @Test
  void theFirstBytesTell() {
    assertTrue(ZipArchive.starts(new byte[] {'P', 'K', 3, 4}));
    assertTrue(ZipArchive.starts(new byte[] {'P', 'K', 5, 6}));
    for (byte[] other :
        new byte[][] {
          {'P', 'K', 3}, {'P', 'K', 5, 4}, {'P', 'K', 3, 6}, {'P', 'L', 3, 4}, {'Q', 'K', 3, 4}
        }) {
      assertFalse(ZipArchive.starts(other));
    }
  }

  @Test
  void aCommentBehindTheEndIsPassedOver() {
    byte[] zip = zip(true);
    for (int length : new int[] {1, 40, 0xffff}) {
      byte[] longer = Arrays.copyOf(zip, zip.length + length);
      longer[zip.length - 2] = (byte) length;
      longer[zip.length - 1] = (byte) (length >> 8);
      assertArrayEquals(A, ZipArchive.read("z", longer).member("a"));
      assertTrue(refusal(Arrays.copyOf(longer, longer.length - 1)).contains("end record"));
      assertTrue(refusal(Arrays.copyOf(longer, longer.length + 1)).contains("end record"));
    }
  }

  @Test
  void bothCopiesOfWhatIsSaidOfAMemberMustAgree() {
    byte[] zip = zip(true);
    int directory = directory(zip);
    assertTrue(refusal(with(zip, 30, 'x')).contains("same name"), "name, local");
    assertTrue(refusal(with(zip, 26, 2)).contains("z, member a"), "name's length, local");
    assertTrue(refusal(with(zip, 8, 0)).contains("stored or deflated"), "method, local");
    assertTrue(refusal(with(zip, directory + 10, 0)).contains("stored or deflated"), "method");
    assertTrue(refusal(with(zip, directory + 10, 9)).contains("method 9"), "unknown method");
    assertTrue(refusal(with(zip, 6, zip[6] ^ 1)).contains("plain member"), "flags, local");
    assertTrue(refusal(with(zip, 0, 'x')).contains("header at byte 0"), "signature");
    assertTrue(refusal(with(zip, directory, 'x')).contains("directory entry"), "signature");
    assertTrue(refusal(with(zip, directory + 16, zip[directory + 16] ^ 1)).contains("checksum"));
    assertTrue(refusal(with(zip, directory + 45, 1)).contains("none there"), "place");
    assertTrue(refusal(with(zip, directory + 23, 1)).contains("truncated"), "packed bytes");
    byte[] encrypted = with(with(zip, 6, zip[6] | 1), directory + 8, zip[directory + 8] | 1);
    assertTrue(refusal(encrypted).contains("encrypted"));
    assertTrue(refusal(with(zip, directory + 28, 0xff)).contains("longer one"), "name's length");
  }

  @Test
  void theDirectoryHasAsManyMembersAsItSays() {
    byte[] zip = zip(true);
    int end = zip.length - 22;
    for (int count : new int[] {1, 3}) {
      assertTrue(
          refusal(with(with(zip, end + 8, count), end + 10, count)).contains("z: expected"),
          "" + count);
    }
    for (int at : new int[] {end + 4, end + 6, end + 8, end + 12, end + 16}) {
      assertTrue(refusal(with(zip, at, zip[at] + 1)).contains("just before its end"), "" + at);
    }
    byte[] same = Files4Tests.zip(Map.of("a", A, "b", B), true);
    int directory = directory(same);
    for (int at = directory; at < same.length; at++) {
      if (same[at] == 'b' && at > directory + 40) {
        same[at] = 'a';
      }
    }
    assertTrue(refusal(same).contains("one member of that name"), () -> refusal(same));
  }

  @Test
  void aSizeThatThePackedBytesCannotHaveIsRefused() {
    byte[] stored = zip(false);
    int size = directory(stored) + 24;
    assertTrue(refusal(with(stored, size, A.length + 1)).contains("12 packed bytes can hold"));
    byte[] deflated = zip(true);
    int packed = deflated[directory(deflated) + 20];
    ByteBuffer bytes = ByteBuffer.wrap(deflated).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(directory(deflated) + 24, 1032 * packed + 1);
    assertTrue(refusal(deflated).contains(packed + " packed bytes can hold"));
    bytes.putInt(directory(deflated) + 24, 1032 * packed);
    assertTrue(refusal(deflated).contains("found 12 (truncated?)"), () -> refusal(deflated));
    bytes.putInt(directory(deflated) + 24, A.length - 1);
    assertTrue(refusal(deflated).contains("data that goes on"));
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    byte[] broken = Files4Tests.zip(Map.of("n", noise), true);
    assertTrue(refusal(with(broken, 31, 7)).contains("z, member n"));
  }
}
