package marginflow.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name made of content: SHA-256.
 *
 * @param bytes the 32 bytes
 */
record Hash(byte[] bytes) {

  /** The hash of a text. */
  static Hash of(String text) {
    return new Hash(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A new digest. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Its first 64 bits: among a million cells two agree with a chance of 3e-8, and then one of the
   * two is not run.
   */
  long key() {
    long key = 0;
    for (int k = 0; k < Long.BYTES; k++) {
      key = (key << 8) | (bytes[k] & 0xff);
    }
    return key;
  }

  /** All of it. */
  String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** A key as tables have it. */
  static String text(long key) {
    return HexFormat.of().toHexDigits(key);
  }

  /** Whether a text is one of a table. */
  static boolean isOne(String text) {
    return text.length() == 2 * Long.BYTES && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** The key of a text of a table. */
  static long key(String text) {
    return HexFormat.fromHexDigitsToLong(text);
  }
}
