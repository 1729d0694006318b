package marginflow.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    var limit = assertThrows(BadDataException.class, () -> InputFile.stream("d", zeros, 1000));
    assertEquals(
        "d: expected at most 1000 bytes of a stream (a file may be larger), found data that goes"
            + " on",
        limit.getMessage());
  }

  @Test
  void aStreamMayBeAsLongAsItsLimit() throws IOException {
    byte[] content = {1, 2, 3};
    assertArrayEquals(content, InputFile.stream("d", new ByteArrayInputStream(content), 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/random", "/dev/null"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDeviceIsRefusedBeforeItIsRead(String device) {
    var refusal = assertThrows(BadDataException.class, () -> InputFile.read(device));
    assertEquals(device + ": expected a file or a pipe, found a device", refusal.getMessage());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeIsReadToItsEnd(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer = Thread.ofVirtual().start(() -> fill(pipe));
    assertEquals("1,2\n", new String(InputFile.read(pipe.toString()).content(), US_ASCII));
    writer.join();
  }

  private static void fill(Path pipe) {
    try {
      Files.writeString(pipe, "1,2\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
