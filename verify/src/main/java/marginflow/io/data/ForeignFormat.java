package marginflow.io.data;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;

/**
 * Model files that hold parameters in formats of other programs, which are named and refused: a
 * pickle is a program that only Python can run, and HDF5 is a file system of its own. The message
 * has the lines of Python that convert the file.
 */
enum ForeignFormat {
  /** {@code torch.save} since PyTorch 1.6: a ZIP of a pickle and raw storages. */
  TORCH_ZIP("a PyTorch file (a ZIP with data.pkl in it)", ForeignFormat.FROM_TORCH),
  /** {@code torch.save} before that. */
  TORCH_PICKLE("a PyTorch file (a pickle)", ForeignFormat.FROM_TORCH),
  /** Any other pickle, such as scikit-learn's models. */
  PICKLE(
      "a Python pickle",
      """
        import pickle, numpy as np; m = pickle.load(open("%1$s", "rb"))
        np.savez("params.npz", **{f"coefs_{i}": w for i, w in enumerate(m.coefs_)}, \
      **{f"intercepts_{i}": b for i, b in enumerate(m.intercepts_)})
      """),
  /** Keras 3: a ZIP of configuration and HDF5. */
  KERAS_ZIP("a Keras model (a ZIP with HDF5 in it)", ForeignFormat.FROM_KERAS),
  /** HDF5, in which Keras saves weights and older models. */
  HDF5("an HDF5 file", ForeignFormat.FROM_KERAS);

  private static final String FROM_TORCH =
      """
        import torch, numpy as np; sd = torch.load("%1$s", map_location="cpu", weights_only=True)
        np.savez("params.npz", **{k: v.double().numpy() for k, v in sd.items()})
      """;

  private static final String FROM_KERAS =
      """
        import keras, numpy as np; m = keras.saving.load_model("%1$s")
        # of a .weights.h5: build m as before, then m.load_weights("%1$s")
        np.savez("params.npz", **{w.path: w.numpy() for w in m.weights})
      """;

  private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** What a pickle of PyTorch begins with: its magic number as a long integer of ten bytes. */
  private static final byte[] TORCH_MAGIC = {
    (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', (byte) 0xf9, ' ', 'j', (byte) 0xa8, 'P', 25
  };

  /** Names of members stand at the beginning and in the directory at the end of a ZIP file. */
  private static final int ENDS = 1 << 16;

  private final String found;
  private final String python;

  ForeignFormat(String found, String python) {
    this.found = found;
    this.python = python;
  }

  /**
   * Refuses a file of one of these formats.
   *
   * @throws BadDataException names the format and the way out
   */
  static void refuse(InputFile input) {
    byte[] content = input.content();
    if (ZipArchive.starts(content)) {
      if (names(content, "data.pkl")) {
        throw TORCH_ZIP.refusal(input.name());
      }
      if (names(content, "model.weights.h5")) {
        throw KERAS_ZIP.refusal(input.name());
      }
    } else if (startsWith(content, 0, HDF5_SIGNATURE)) {
      throw HDF5.refusal(input.name());
    } else if (content.length > 2 && (content[0] & 0xff) == 0x80 && content[1] >= 2) {
      // Opcode PROTO and the protocol, up to 5 so far: as the length of a safetensors header, 640.
      if (content[1] <= 5 && !SafetensorsFile.looksLike(content)) {
        boolean torch = startsWith(content, 2, TORCH_MAGIC);
        throw (torch ? TORCH_PICKLE : PICKLE).refusal(input.name());
      }
    }
  }

  private BadDataException refusal(String file) {
    String escaped = file.replace("\\", "\\\\").replace("\"", "\\\"");
    return BadDataException.in(
        file,
        "parameters as NPZ or safetensors",
        found
            + ", which is not read here; convert it in Python:\n"
            + String.format(Locale.ROOT, python, escaped).stripTrailing());
  }

  private static boolean startsWith(byte[] content, int at, byte[] prefix) {
    if (content.length < at + prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (content[at + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean names(byte[] zip, String member) {
    String first = text(zip, 0, Math.min(zip.length, ENDS));
    String last = text(zip, Math.max(0, zip.length - ENDS), zip.length);
    return first.contains(member) || last.contains(member);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
