package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import marginflow.io.BadDataException;
import marginflow.io.Notes;
import org.junit.jupiter.api.Test;

class TextFileTest {

  private final Notes notes = new Notes();

  private String text(byte[] bytes) {
    return TextFile.decode(Files4Tests.bytes("d", bytes), notes).text();
  }

  private String refusal(String text, Charset charset) {
    return assertThrows(BadDataException.class, () -> text(text.getBytes(charset))).getMessage();
  }

  @Test
  void marksAreNoPartOfTheText() {
    assertEquals("a", text("\uFEFFa".getBytes(StandardCharsets.UTF_8)));
    assertEquals("a", text("a".getBytes(StandardCharsets.UTF_8)));
    assertTrue(notes.all().isEmpty());
    assertEquals("é", text("\uFEFFé".getBytes(StandardCharsets.UTF_16LE)));
    assertEquals("é", text("\uFEFFé".getBytes(StandardCharsets.UTF_16BE)));
    assertEquals("", text("\uFEFF".getBytes(StandardCharsets.UTF_16BE)));
    assertEquals(3, notes.all().size());
    assertTrue(notes.all().getFirst().contains("UTF-16"), notes.all()::toString);
  }

  @Test
  void bytesThatAreNoUtf8AreLatinIfNoneIsAControl() {
    assertEquals("a\t\r\f\nö€", text("a\t\r\f\nö€".getBytes(Charset.forName("windows-1252"))));
    assertEquals(
        "d, line 2: byte 0xf6 is no UTF-8; the text was read as Latin-1 (windows-1252)",
        notes.all().getFirst());
    for (String control : new String[] {"\u0001", "\u000b", "\u001f", "\u007f"}) {
      assertTrue(
          refusal("ö" + control, StandardCharsets.ISO_8859_1).endsWith("none of these"), control);
    }
    assertEquals("ö ", text("ö ".getBytes(StandardCharsets.ISO_8859_1)));
    byte[] half = {(byte) 0xfe, (byte) 0xff, (byte) 0xd8, 0};
    assertThrows(BadDataException.class, () -> text(half), "half a character of UTF-16");
  }

  @Test
  void aNulIsSaidWithItsLine() {
    String expected = ": expected text (UTF-16 begins with a byte order mark), found a NUL byte";
    assertEquals("d, line 1" + expected, refusal("\0a", StandardCharsets.UTF_8));
    assertEquals("d, line 3" + expected, refusal("a\né\nb\0", StandardCharsets.UTF_8));
    assertEquals("d, line 2" + expected, refusal("\uFEFFa\n\0", StandardCharsets.UTF_16LE));
    assertEquals("d, line 1" + expected, refusal("\uFEFF\0", StandardCharsets.UTF_16LE));
    assertTrue(refusal("ö\0", StandardCharsets.ISO_8859_1).endsWith("none of these"));
  }
}
