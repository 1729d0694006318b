package marginflow.io.data;

import java.util.Locale;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.Notes;

/** The formats of data files, told apart by content. */
final class DataFormat {

  private DataFormat() {}

  /**
   * Reads a file of any format; the name only settles text without a single {@code index:value}.
   *
   * @param notes told what was recognised
   */
  static RawData read(InputFile input, DataRequest request, Notes notes) {
    byte[] content = input.content();
    if (content.length == 0) {
      throw BadDataException.at(input.name(), 1, 1, "samples", "an empty file");
    }
    DataRequest.Selection selection = request.selection();
    if (NamedArrays.starts(content)) {
      requireNoLabel(input, request);
      return NpzData.read(input, request, notes).without(selection.drop());
    }
    if (selection.xKey().isPresent() || selection.yKey().isPresent()) {
      throw BadDataException.in(
          input.name(),
          "an NPZ archive or a safetensors file (--x-key and --y-key name its arrays)",
          "neither");
    }
    if (NpyHeader.starts(content)) {
      return NpzData.readSingle(input, request, notes).without(selection.drop());
    }
    if (IdxFormat.looksLike(content)) {
      return IdxFormat.read(input, request.label()).without(selection.drop());
    }
    TextFile text = TextFile.decode(input, notes);
    if (!isSvm(text)) {
      return CsvFormat.read(text, request, notes);
    }
    requireNoLabel(input, request);
    return SvmFormat.read(text, notes).without(selection.drop());
  }

  private static void requireNoLabel(InputFile input, DataRequest request) {
    if (request.label().isPresent()) {
      throw BadDataException.in(
          input.name(),
          "CSV, IDX or a single NPY array beside --label (NPZ and safetensors have --y-key)",
          "a format whose labels have a place of their own");
    }
  }

  private static boolean isSvm(TextFile text) {
    String name = text.file().toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".svm") || name.endsWith(".libsvm");
    boolean csv = text.text().indexOf(',') >= 0 || text.text().indexOf(';') >= 0;
    return SvmFormat.looksLike(text.text()) || (named && !csv);
  }
}
