package marginflow.io;

import java.util.Locale;

/** The formats of data files, told apart by content. */
enum DataFormat {
  /** NumPy archive of {@code X} and {@code y}. */
  NPZ {
    @Override
    RawData read(InputFile input, DataRequest request) {
      return NpzData.read(input);
    }
  },
  /** MNIST's pair of files. */
  IDX {
    @Override
    RawData read(InputFile input, DataRequest request) {
      return IdxFormat.read(input, request.label());
    }
  },
  /** libsvm's sparse text. */
  SVM {
    @Override
    RawData read(InputFile input, DataRequest request) {
      return SvmFormat.read(input);
    }
  },
  /** Comma-separated text. */
  CSV {
    @Override
    RawData read(InputFile input, DataRequest request) {
      return CsvFormat.read(input, request.label(), request.header());
    }
  };

  /** Reads a file of this format. */
  abstract RawData read(InputFile input, DataRequest request);

  /**
   * Finds the format by content; the name only settles text without a single {@code index:value}.
   */
  static DataFormat of(InputFile input) {
    if (input.content().length == 0) {
      throw BadDataException.at(input.name(), 1, 1, "samples", "an empty file");
    }
    if (ZipArchive.starts(input.content()) || NpyHeader.starts(input.content())) {
      return NPZ;
    }
    if (IdxFormat.looksLike(input.content())) {
      return IDX;
    }
    String text = TextFile.decode(input);
    String name = input.name().toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".svm") || name.endsWith(".libsvm");
    boolean csv = text.indexOf(',') >= 0 || text.indexOf(';') >= 0;
    return SvmFormat.looksLike(text) || (named && !csv) ? SVM : CSV;
  }
}
