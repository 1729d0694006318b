package marginflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Claims held against the heap, and streams without an end. */
class HeapTest {

  @Test
  void whatFitsPassesAndWhatDoesNotNamesBoth() {
    Heap.require("d", "its content", 1, 1);
    var refusal =
        assertThrows(
            BadDataException.class, () -> Heap.require("d", "2 × 9 numbers", Long.MAX_VALUE, 15));
    String heap = Heap.size(Runtime.getRuntime().maxMemory());
    assertTrue(
        refusal.getMessage().startsWith("d: expected what fits in the heap of " + heap),
        refusal::getMessage);
    assertTrue(
        refusal.getMessage().contains("-Xmx") && refusal.getMessage().endsWith("of 15 bytes"),
        refusal::getMessage);
  }

  @Test
  void aStreamWithoutEndIsRefused() {
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    var refusal =
        assertThrows(
            BadDataException.class, () -> InputFile.toEnd("d", zeros, 1000, "data that goes on"));
    assertTrue(refusal.getMessage().endsWith("data that goes on after 1000 bytes"));
  }

  @Test
  void standardInputIsReadToItsEnd() {
    InputFile input =
        InputFile.standardInput(new ByteArrayInputStream(new byte[] {'1', ',', '2', '\n'}));
    assertEquals("standard input", input.name());
    assertEquals("-", input.location());
    assertEquals(4, input.content().length);
  }
}
