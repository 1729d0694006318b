package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels that NumPy stores as text. */
class NpyTextTest {

  @Test
  void wideInBothOrdersAndNarrow() {
    for (String order : List.of("<", ">")) {
      Charset charset = Charset.forName(order.equals("<") ? "UTF-32LE" : "UTF-32BE");
      byte[] data = "é\0\0ab\0".getBytes(charset);
      assertEquals(
          List.of("é", "ab"),
          NpyText.read("a", Files4Tests.npy(order + "U3", false, "(2,)", data)));
    }
    byte[] data = "no\0yes".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of("no", "yes"), NpyText.read("a", Files4Tests.npy("|S3", false, "(2, 1)", data)));
  }

  @Test
  void typesOfText() {
    assertTrue(NpyText.is("<U10") && NpyText.is("|S1") && NpyText.is("|a7"));
    assertFalse(NpyText.is("<f8") || NpyText.is("|O") || NpyText.is("<U") || NpyText.is("U10"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(3,)", "(2, 2)", "()", "(9999999999,)", "(0,)"})
  void shapesThatDoNotFit(String shape) {
    byte[] data = new byte[24];
    assertThrows(
        BadDataException.class,
        () -> NpyText.read("a", Files4Tests.npy("<U3", false, shape, data)));
    assertThrows(
        BadDataException.class,
        () -> NpyText.read("a", Files4Tests.npy("<U999999999", false, shape, data)));
  }

  @Test
  void brokenCharacters() {
    byte[] data = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertThrows(
        BadDataException.class,
        () -> NpyText.read("a", Files4Tests.npy("<U1", false, "(1,)", data)));
    assertThrows(
        BadDataException.class,
        () -> NpyText.read("a", Files4Tests.npy("|S4", false, "(1,)", data)));
  }
}
