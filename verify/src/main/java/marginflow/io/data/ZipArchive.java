package marginflow.io.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import marginflow.io.BadDataException;
import marginflow.io.Heap;

/**
 * A ZIP file in memory, stored or deflated members (PKWARE's APPNOTE, sections 4.3 and 4.4).
 * Strict: the central directory must lie where the end record says, both copies of a member's name
 * and method must agree, and every checksum is compared, so that a damaged file is refused and
 * never misread. Members are unpacked one at a time, when asked for.
 */
final class ZipArchive {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final int CENTRAL_SIZE = 46;
  private static final int END_SIZE = 22;

  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Flags that change nothing here: compression effort, sizes behind the data, UTF-8 names. */
  private static final int HARMLESS_FLAGS = 0x0006 | 0x0008 | 0x0800;

  /** Deflate cannot pack tighter than 1032 to 1 (zlib, "Maximum expansion factor"). */
  private static final long MAX_EXPANSION = 1032;

  /** Arrays of Java end here. */
  private static final long MAX_MEMBER = Integer.MAX_VALUE - 8;

  private record Member(int flags, int method, int crc, long packed, long size, long local) {}

  private final String file;
  private final ByteBuffer bytes;
  private final Map<String, Member> members = new LinkedHashMap<>();

  private ZipArchive(String file, byte[] content) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether some bytes begin like a ZIP file, be it an empty one. */
  static boolean starts(byte[] content) {
    return content.length >= 4
        && content[0] == 'P'
        && content[1] == 'K'
        && ((content[2] == 3 && content[3] == 4) || (content[2] == 5 && content[3] == 6));
  }

  /**
   * Reads the directory of a ZIP file.
   *
   * @param file what a message calls it
   */
  static ZipArchive read(String file, byte[] content) {
    ZipArchive archive = new ZipArchive(file, content);
    archive.readDirectory(archive.findEnd());
    return archive;
  }

  /** Names of the members, in the order of the directory. */
  Set<String> names() {
    return members.keySet();
  }

  /**
   * Unpacks a member and compares its checksum.
   *
   * @throws BadDataException if the member is damaged
   * @throws IllegalArgumentException if there is none of that name
   */
  byte[] member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException("no member " + name);
    }
    byte[] content = unpack(name, member, start(member));
    CRC32 crc = new CRC32();
    crc.update(content);
    if ((int) crc.getValue() != member.crc()) {
      throw damaged(
          name, "checksum %08x".formatted(member.crc()), "%08x".formatted(crc.getValue()));
    }
    return content;
  }

  private int findEnd() {
    for (int at = bytes.limit() - END_SIZE;
        at >= 0 && at >= bytes.limit() - 0x10000 - END_SIZE;
        at--) {
      if (bytes.getInt(at) == END && at + END_SIZE + u2(at + 20) == bytes.limit()) {
        return at;
      }
    }
    throw BadDataException.in(file, "a complete ZIP file", "no end record (truncated?)");
  }

  private void readDirectory(int end) {
    int count = u2(end + 10);
    long at = u4(end + 16);
    boolean simple = u2(end + 4) == 0 && u2(end + 6) == 0 && u2(end + 8) == count && count < 0xffff;
    if (!simple || at + u4(end + 12) != end) {
      throw BadDataException.in(
          file, "a ZIP directory just before its end record", "one that lies elsewhere");
    }
    for (int k = 0; k < count; k++) {
      at = readEntry((int) at, end);
    }
    members.forEach(this::checkLocal);
    if (at != end) {
      throw BadDataException.in(file, "%d members".formatted(count), "a longer directory");
    }
  }

  private long readEntry(int at, int end) {
    if (at + CENTRAL_SIZE > end || bytes.getInt(at) != CENTRAL) {
      throw BadDataException.in(file, "a directory entry at byte " + at, "other bytes");
    }
    long next = (long) at + CENTRAL_SIZE + u2(at + 28) + u2(at + 30) + u2(at + 32);
    if (next > end) {
      throw BadDataException.in(file, "a directory entry that ends before " + end, "a longer one");
    }
    String name = text(at + CENTRAL_SIZE, u2(at + 28));
    Member member =
        new Member(
            u2(at + 8), u2(at + 10), bytes.getInt(at + 16), u4(at + 20), u4(at + 24), u4(at + 42));
    if (members.putIfAbsent(name, member) != null) {
      throw damaged(name, "one member of that name", "two");
    }
    return next;
  }

  /** Compares the second copy of a member's name and method. */
  private void checkLocal(String name, Member member) {
    long at = member.local();
    if (at + LOCAL_SIZE > bytes.limit() || bytes.getInt((int) at) != LOCAL) {
      throw damaged(name, "a member header at byte " + at, "none there");
    }
    int local = (int) at;
    if ((member.flags() & ~HARMLESS_FLAGS) != 0 || u2(local + 6) != member.flags()) {
      throw damaged(name, "a plain member", "flags %#x (encrypted?)".formatted(member.flags()));
    }
    boolean known = member.method() == STORED || member.method() == DEFLATED;
    if (!known || u2(local + 8) != member.method()) {
      throw damaged(name, "a stored or deflated member", "method " + member.method());
    }
    if (start(member) + member.packed() > bytes.limit()) {
      throw damaged(name, member.packed() + " bytes", "fewer (truncated?)");
    }
    requirePossible(name, member);
    if (!text(local + LOCAL_SIZE, u2(local + 26)).equals(name)) {
      throw damaged(name, "the same name in both of its headers", "different ones");
    }
  }

  /** Where a member's data starts. */
  private long start(Member member) {
    int local = (int) member.local();
    return member.local() + LOCAL_SIZE + u2(local + 26) + u2(local + 28);
  }

  /** Refuses a size that the packed bytes of a member cannot have. */
  private void requirePossible(String name, Member member) {
    boolean possible =
        member.method() == STORED
            ? member.size() == member.packed()
            : member.size() <= MAX_EXPANSION * member.packed();
    if (!possible) {
      throw damaged(
          name,
          "a size that %d packed bytes can hold".formatted(member.packed()),
          member.size() + " bytes");
    }
  }

  private void requireFits(String name, Member member) {
    if (member.size() > MAX_MEMBER) {
      throw damaged(name, "at most 2 GiB", member.size() + " bytes");
    }
    Heap.require(file + ", member " + name, "its content", member.size(), bytes.limit());
  }

  /**
   * Holds every member's size against the heap, as reading them all would.
   *
   * @throws BadDataException naming the first that is too large
   */
  void requireAllFit() {
    members.forEach(this::requireFits);
  }

  private byte[] unpack(String name, Member member, long start) {
    requireFits(name, member);
    byte[] content = new byte[(int) member.size()];
    if (member.method() == STORED) {
      bytes.get((int) start, content);
    } else {
      inflate(name, bytes.slice((int) start, (int) member.packed()), content);
    }
    return content;
  }

  private void inflate(String name, ByteBuffer packed, byte[] content) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(packed);
      int length = 0;
      while (length < content.length) {
        int more = inflater.inflate(content, length, content.length - length);
        if (more == 0) {
          throw damaged(name, content.length + " bytes", length + " (truncated?)");
        }
        length += more;
      }
      boolean ends = inflater.inflate(new byte[1]) == 0 && inflater.finished();
      if (!ends || packed.hasRemaining()) {
        throw damaged(name, content.length + " bytes", "data that goes on");
      }
    } catch (DataFormatException e) {
      throw damaged(name, "deflated data", String.valueOf(e.getMessage()));
    }
  }

  private BadDataException damaged(String name, String expected, String found) {
    return BadDataException.in("%s, member %s".formatted(file, name), expected, found);
  }

  private String text(int at, int length) {
    return new String(bytes.array(), at, length, StandardCharsets.UTF_8);
  }

  private int u2(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private long u4(int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
