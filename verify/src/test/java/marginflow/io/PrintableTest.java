package marginflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What steers a terminal is shown, not sent. */
class PrintableTest {

  @Test
  void controlAndFormatCharacters() {
    assertEquals("\\x1b[31mred\\x07", Printable.line("\u001b[31mred\u0007"));
    assertEquals("\\x9b2J\\u202eabc", Printable.line("\u009b2J\u202eabc"));
    assertEquals("a\\nb\\r\\tc", Printable.line("a\nb\r\tc"));
    assertEquals("a\nb\\x1b", Printable.lines("a\nb\u001b"));
    assertEquals("\\ud800", Printable.line("\ud800"));
  }

  @Test
  void everythingElseStays() {
    String text = "é × 10⁻³, 花, 😀, \\";
    assertSame(text, Printable.line(text));
  }

  @Test
  void notesAreInOneLine() {
    Notes notes = new Notes();
    notes.add("d", "a\u001bb\n");
    assertEquals(List.of("d: a\\x1bb\\n"), notes.all());
  }
}
