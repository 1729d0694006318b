package marginflow.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files like another one: cut, spliced, with pieces repeated, bits changed, words put in. */
final class Mutation {

  /** Changes made to one file: mostly few, so that readers get far into it. */
  private static final int MOST_CHANGES = 4;

  /** Longest file made. */
  private static final int MOST_BYTES = 1 << 16;

  /** What readers look for, and numbers at the ends of what types hold. */
  private static final List<String> WORDS =
      List.of(
          "0",
          "-1",
          "1e999",
          "-0.0",
          "NaN",
          "inf",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "18446744073709551616",
          "4.9e-324",
          ",",
          ";",
          "\t",
          "\n",
          "\r\n",
          "\"",
          "'",
          ":",
          "#",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          "..",
          "&a ",
          "*a",
          "!!",
          "null",
          "true",
          "qid:",
          "1:2",
          "\u0000",
          "\ufeff",
          "{'descr': '",
          "'fortran_order': True",
          "'shape': (",
          "\"data_offsets\":[",
          "\"dtype\":\"F32\"",
          "PK\u0003\u0004",
          "\u001f\u008b",
          "data",
          "net",
          "seed: 1..1000000000000");

  private final SplittableRandom random;

  Mutation(SplittableRandom random) {
    this.random = random;
  }

  /**
   * A file like one of some. Where that is an archive, one of its members may be changed instead,
   * with a checksum to match, since readers would not look behind a wrong one.
   */
  byte[] of(List<byte[]> seeds) {
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    return isArchive(seed) && random.nextInt(4) > 0 ? withMember(seed) : changed(seed, other);
  }

  private static boolean isArchive(byte[] bytes) {
    return bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3;
  }

  /** Some changes in a row. */
  byte[] changed(byte[] seed, byte[] other) {
    byte[] bytes = seed.clone();
    for (int k = random.nextInt(MOST_CHANGES); k >= 0; k--) {
      bytes = change(bytes, other);
    }
    return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
  }

  private byte[] change(byte[] bytes, byte[] other) {
    if (bytes.length == 0) {
      return other.clone();
    }
    int at = random.nextInt(bytes.length);
    int end = at + random.nextInt(bytes.length - at + 1);
    switch (random.nextInt(7)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> bytes[at] = (byte) random.nextInt(256);
      case 3 -> {
        return joined(bytes, at, new byte[0], end);
      }
      case 4 -> {
        return joined(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
      }
      case 5 -> {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        int behind = random.nextBoolean() ? at : Math.min(bytes.length, at + word.length());
        return joined(bytes, at, word.getBytes(StandardCharsets.UTF_8), behind);
      }
      default -> {
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
      }
    }
    return bytes;
  }

  /** The bytes before a place, some others, and those from another place on. */
  private static byte[] joined(byte[] bytes, int at, byte[] middle, int behind) {
    byte[] joined = Arrays.copyOf(bytes, at + middle.length + bytes.length - behind);
    System.arraycopy(middle, 0, joined, at, middle.length);
    System.arraycopy(bytes, behind, joined, at + middle.length, bytes.length - behind);
    return joined;
  }

  private byte[] withMember(byte[] archive) {
    try {
      Map<String, byte[]> members = new LinkedHashMap<>();
      try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
        for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
          members.put(e.getName(), in.readAllBytes());
        }
      }
      List<String> names = List.copyOf(members.keySet());
      String name = names.get(random.nextInt(names.size()));
      String other = names.get(random.nextInt(names.size()));
      members.put(name, changed(member(members, name), member(members, other)));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream out = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, byte[]> entry : members.entrySet()) {
          out.putNextEntry(new ZipEntry(entry.getKey()));
          out.write(entry.getValue());
          out.closeEntry();
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] member(Map<String, byte[]> members, String name) {
    return members.getOrDefault(name, new byte[0]);
  }
}
