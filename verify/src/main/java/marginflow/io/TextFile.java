package marginflow.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as it must be: UTF-8, with or without a byte order mark, and without NUL. */
final class TextFile {

  private TextFile() {}

  /**
   * Decodes a file.
   *
   * @throws BadDataException if it is no text
   */
  static String decode(InputFile input) {
    byte[] content = input.content();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      int nul = text.indexOf('\0');
      if (nul >= 0) {
        long line = text.substring(0, nul).lines().count();
        throw BadDataException.in(
            "%s, line %d".formatted(input.name(), Math.max(1, line)), "text", "a NUL byte");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw BadDataException.in(
          input.name(), "CSV or libsvm text in UTF-8, NPZ or IDX", "bytes that are none of these");
    }
  }
}
