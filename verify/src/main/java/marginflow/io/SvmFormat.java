package marginflow.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads libsvm's text format: {@code label index:value …}, indices from 1, {@code #} comments. */
final class SvmFormat {

  private static final Pattern LINE = Pattern.compile("\\s*\\S+(\\s+\\d+:\\S+)+\\s*(#.*)?");
  private static final Pattern GAP = Pattern.compile("\\s+");

  private record Item(int row, int index, double value) {}

  private final String file;
  private final List<Item> items = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private int d;

  private SvmFormat(String file) {
    this.file = file;
  }

  /** Whether the first line that says anything looks like this format. */
  static boolean looksLike(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
        .findFirst()
        .filter(line -> LINE.matcher(line).matches())
        .isPresent();
  }

  /** Reads a libsvm file; d is the largest index in it. */
  static RawData read(InputFile input) {
    SvmFormat format = new SvmFormat(input.name());
    long line = 0;
    for (String text : (Iterable<String>) TextFile.decode(input).lines()::iterator) {
      format.readLine(++line, text);
    }
    return format.dense();
  }

  private void readLine(long line, String text) {
    int comment = text.indexOf('#');
    String body = (comment < 0 ? text : text.substring(0, comment)).strip();
    if (body.isEmpty()) {
      return;
    }
    String[] parts = GAP.splitAsStream(body).toArray(String[]::new);
    double label = Numbers.finite(file, line, 1, parts[0]);
    int last = 0;
    for (int k = 1; k < parts.length; k++) {
      Item item = item(line, k + 1, parts[k]);
      if (item.index() <= last) {
        throw BadDataException.at(
            file,
            line,
            k + 1,
            "an index above %d".formatted(last),
            BadDataException.quote(parts[k]));
      }
      last = item.index();
      items.add(item);
    }
    d = Math.max(d, last);
    labels.add(Numbers.text(label));
    places.add("line " + line);
  }

  private Item item(long line, int column, String text) {
    int colon = text.indexOf(':');
    boolean index = colon >= 1 && text.substring(0, colon).matches("[1-9]\\d{0,8}");
    if (!index) {
      throw BadDataException.at(
          file, line, column, "index:value with an index from 1", BadDataException.quote(text));
    }
    double value = Numbers.finite(file, line, column, text.substring(colon + 1));
    return new Item(labels.size(), Integer.parseInt(text.substring(0, colon)), value);
  }

  private RawData dense() {
    if (labels.isEmpty()) {
      throw BadDataException.at(file, 1, 1, "samples", "an empty file");
    }
    if ((long) labels.size() * d > CsvFormat.MAX_ELEMENTS) {
      throw BadDataException.in(
          file,
          "at most %d numbers once dense".formatted(CsvFormat.MAX_ELEMENTS),
          labels.size() + " × " + d);
    }
    double[] x = new double[labels.size() * d];
    for (Item item : items) {
      x[item.row() * d + item.index() - 1] = item.value();
    }
    return new RawData(
        file, "libsvm", x, d, labels, false, RawData.unnamed(d), places, Optional.empty());
  }
}
