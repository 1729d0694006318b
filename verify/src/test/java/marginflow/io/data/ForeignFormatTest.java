package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that only Python can read are named, and the way out is said. */
class ForeignFormatTest {

  /** The first bytes of each format, and what the message says of it. */
  @ParameterizedTest
  @CsvSource({
    "80028a0a6cfc9c46f9206aa850192e8002, PyTorch file (a pickle), torch.load",
    "80049513000000000000007d94, Python pickle, pickle.load",
    "894844460d0a1a0a00000000, HDF5, load_model",
  })
  void formatsAreKnownByTheirFirstBytes(String hex, String format, String wayOut) {
    assertRefused(HexFormat.of().parseHex(hex), format, wayOut);
  }

  @ParameterizedTest
  @CsvSource({
    "sd/data.pkl, PyTorch file (a ZIP with data.pkl in it), torch.load",
    "model.weights.h5, Keras model, load_model",
  })
  void archivesAreKnownByTheirMembers(String member, String format, String wayOut) {
    byte[] content = "any".getBytes(StandardCharsets.UTF_8);
    assertRefused(Files4Tests.zip(Map.of(member, content), false), format, wayOut);
  }

  @Test
  void anythingElseIsSaidToBeNeither() {
    for (String text : List.of("", "W1,W2", "{\"a\": 1}")) {
      assertRefused(text.getBytes(StandardCharsets.UTF_8), "neither", "safetensors");
    }
  }

  private static void assertRefused(byte[] content, String format, String wayOut) {
    InputFile file = Files4Tests.bytes("a \"model\"", content);
    BadDataException refused =
        assertThrows(
            BadDataException.class,
            () -> ParameterFile.load(file, Architectures.parse("relu:2-3-1")));
    String message = refused.getMessage();
    assertTrue(message.contains(format) && message.contains(wayOut), message);
  }
}
