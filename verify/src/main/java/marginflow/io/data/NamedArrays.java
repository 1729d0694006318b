package marginflow.io.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;

/**
 * The arrays of a file under their names, whatever the format; each is read when it is asked for.
 *
 * @param file what a message calls the file
 * @param format {@code npz} or {@code safetensors}
 * @param ordered whether the names stand in the order in which they were saved; the usual writer of
 *     safetensors sorts them
 * @param names of all arrays, in the file's order
 * @param reader reads the array of a name
 * @param texts reads the vector of texts of a name; empty where the array holds numbers
 * @param claims refuses a file that claims more than the heap holds, before anything is read of it
 */
record NamedArrays(
    String file,
    String format,
    boolean ordered,
    List<String> names,
    Function<String, NpyArray> reader,
    Function<String, Optional<List<String>>> texts,
    Runnable claims) {

  /** Whether some bytes begin like one of the two formats. */
  static boolean starts(byte[] content) {
    return ZipArchive.starts(content) || SafetensorsFile.looksLike(content);
  }

  /**
   * Opens a file, its format told by content.
   *
   * @throws BadDataException if it is neither NPZ nor safetensors, or damaged
   */
  static NamedArrays read(InputFile input) {
    if (SafetensorsFile.looksLike(input.content())) {
      SafetensorsFile tensors = SafetensorsFile.read(input);
      return new NamedArrays(
          input.name(),
          "safetensors",
          false,
          tensors.names(),
          tensors::array,
          name -> Optional.empty(),
          () -> {}); // its arrays lie in the file as they are
    }
    if (!ZipArchive.starts(input.content()) && !NpyHeader.starts(input.content())) {
      throw BadDataException.in(
          input.name(), "an NPZ archive (np.savez) or a safetensors file", "neither");
    }
    NpzArchive archive = NpzArchive.read(input);
    return new NamedArrays(
        input.name(),
        "npz",
        true,
        archive.names(),
        archive::array,
        name -> archive.isText(name) ? Optional.of(archive.texts(name)) : Optional.empty(),
        archive::requireAllFit);
  }

  /** Reads an array. */
  NpyArray array(String name) {
    return reader.apply(name);
  }

  /** What messages call an array: the file and the array's name. */
  String place(String name) {
    return file + ", array " + name;
  }
}
