package marginflow.io.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import marginflow.io.BadDataException;

/**
 * Reads NPY arrays of text: {@code <U10}, ten UTF-32 characters an element, or {@code |S10}, ten
 * bytes; shorter elements are filled with NUL.
 */
final class NpyText {

  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

  /** Bytes of a character of type U. */
  private static final int WIDE = 4;

  private NpyText() {}

  /** Whether a type is one of text. */
  static boolean is(String descr) {
    return descr.length() > 2
        && "<>|=".indexOf(descr.charAt(0)) >= 0
        && "USa".indexOf(descr.charAt(1)) >= 0
        && descr.length() <= 11
        && Numbers.isDigits(descr.substring(2));
  }

  /**
   * Reads the elements of a vector, or of a matrix with one column.
   *
   * @param place what a message calls the array
   * @param bytes the whole NPY file, its type one of text
   */
  static List<String> read(String place, byte[] bytes) {
    NpyHeader header = NpyHeader.read(place, bytes);
    long[] shape = header.shape();
    boolean column = shape.length == 1 || (shape.length == 2 && shape[1] == 1);
    boolean vector = column && shape[0] <= bytes.length;
    boolean wide = header.descr().charAt(1) == 'U';
    long width = (wide ? WIDE : 1L) * Integer.parseInt(header.descr().substring(2));
    if (!vector || width == 0 || header.end() + shape[0] * width != bytes.length) {
      throw BadDataException.in(
          place,
          "a vector of texts that fills the array's " + bytes.length + " bytes",
          "shape " + header.shapeText() + " of '" + header.descr() + "'");
    }
    List<String> texts = new ArrayList<>();
    for (int at = header.end(); at < bytes.length; at += (int) width) {
      texts.add(text(place, charset(header.descr()), ByteBuffer.wrap(bytes, at, (int) width)));
    }
    return texts;
  }

  private static Charset charset(String descr) {
    boolean big =
        descr.charAt(0) == '>'
            || (descr.charAt(0) == '=' && ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
    return descr.charAt(1) != 'U' ? StandardCharsets.UTF_8 : big ? UTF_32BE : UTF_32LE;
  }

  private static String text(String place, Charset charset, ByteBuffer element) {
    try {
      String padded = charset.newDecoder().decode(element).toString();
      int end = padded.length();
      while (end > 0 && padded.charAt(end - 1) == '\0') {
        end--;
      }
      return padded.substring(0, end);
    } catch (CharacterCodingException e) {
      throw BadDataException.in(place, "text in " + charset, "other bytes");
    }
  }
}
