package marginflow.io.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import marginflow.io.BadDataException;
import marginflow.io.Heap;
import marginflow.io.InputFile;
import marginflow.io.Notes;

/**
 * A file as text: UTF-8 with or without a byte order mark, UTF-16 with one, or Latin-1 where the
 * bytes are no UTF-8; without NUL.
 *
 * @param file what a message calls the file
 * @param text its characters, without the byte order mark
 * @param bytes length of the file
 */
record TextFile(String file, String text, int bytes) {

  /** Latin-1 with quotes, dashes and the euro where Latin-1 itself has no printable characters. */
  private static final Charset LATIN_1 = Charset.forName("windows-1252");

  /** Bytes of the heap for each of the file: characters of two bytes, in a buffer and in a text. */
  private static final long COPIES = 4;

  /**
   * Decodes a file.
   *
   * @param notes told of every encoding but UTF-8
   * @throws BadDataException if it is no text
   */
  static TextFile decode(InputFile input, Notes notes) {
    byte[] content = input.content();
    Charset charset = byMark(content);
    if (charset.equals(StandardCharsets.UTF_8)) {
      refuseNul(input);
    }
    Heap.require(input.name(), "its text", COPIES * content.length, content.length);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    String text;
    try {
      text = charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      text = latin1(input, charset, bytes.position(), notes);
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw nul(input, text.substring(0, nul));
    }
    if (!charset.equals(StandardCharsets.UTF_8)) {
      notes.add(input.name(), "the text was read as UTF-16, as its byte order mark says");
    }
    return new TextFile(
        input.name(), text.startsWith("\uFEFF") ? text.substring(1) : text, content.length);
  }

  private static Charset byMark(byte[] content) {
    int mark = content.length < 2 ? 0 : (content[0] & 0xff) << 8 | (content[1] & 0xff);
    return switch (mark) {
      case 0xfeff -> StandardCharsets.UTF_16BE;
      case 0xfffe -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }

  /**
   * Reads bytes that are no UTF-8.
   *
   * @param tried what they are not
   * @param at where the first of them stands
   */
  private static String latin1(InputFile input, Charset tried, int at, Notes notes) {
    try {
      if (!tried.equals(StandardCharsets.UTF_8)) {
        throw new CharacterCodingException();
      }
      for (byte b : input.content()) {
        boolean control = b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f';
        if (control || b == 0x7f) {
          throw new CharacterCodingException();
        }
      }
      String text = LATIN_1.newDecoder().decode(ByteBuffer.wrap(input.content())).toString();
      notes.add(
          input.name() + ", line " + linesTo(text.substring(0, at)),
          "byte 0x"
              + Integer.toHexString(input.content()[at] & 0xff)
              + " is no UTF-8; the text was read as Latin-1 (windows-1252)");
      return text;
    } catch (CharacterCodingException e) {
      throw noText(input);
    }
  }

  /** Looks for a NUL among the bytes, since a file of zeros may be a large one. */
  private static void refuseNul(InputFile input) {
    byte[] content = input.content();
    for (int at = 0; at < content.length; at++) {
      if (content[at] == 0) {
        try {
          ByteBuffer before = ByteBuffer.wrap(content, 0, at);
          throw nul(input, StandardCharsets.UTF_8.newDecoder().decode(before));
        } catch (CharacterCodingException e) {
          throw noText(input);
        }
      }
    }
  }

  private static BadDataException nul(InputFile input, CharSequence before) {
    return BadDataException.in(
        input.name() + ", line " + linesTo(before),
        "text (UTF-16 begins with a byte order mark)",
        "a NUL byte");
  }

  private static BadDataException noText(InputFile input) {
    return BadDataException.in(
        input.name(),
        "CSV or libsvm text (UTF-8, UTF-16 with a byte order mark, Latin-1), NPZ, NPY or IDX",
        "bytes that are none of these");
  }

  /** The line that begins or goes on behind some text, from 1. */
  private static long linesTo(CharSequence text) {
    return 1 + text.chars().filter(c -> c == '\n').count();
  }
}
