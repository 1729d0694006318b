package marginflow.io.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.IntStream;
import marginflow.io.BadDataException;
import marginflow.io.Heap;
import marginflow.io.Notes;

/**
 * Reads libsvm's text format: {@code label index:value …}, {@code #} comments. Indices count from
 * 1, or from 0 if a 0 occurs in the file or a comment of scikit-learn says so. A {@code qid:N}
 * behind the label groups samples for ranking; it is no feature and left out.
 */
final class SvmFormat {

  private static final String QUERY = "qid";

  /** How scikit-learn's {@code dump_svmlight_file} says it in the file's first comments. */
  private static final String ZERO_BASED = "Column indices are zero-based";

  /** Digits of an index at most, so that it is an int. */
  private static final int MAX_DIGITS = 9;

  /** Bytes that any sparse file may take once dense. */
  private static final long SMALL = 64L << 20;

  /**
   * Bytes that a larger one may take for each of its own: bags of words, the sparsest data that is
   * still worth a dense matrix, take about 600.
   */
  private static final long EXPANSION = 10_000;

  /** What becomes of an entry. */
  private interface Sink {
    void accept(int row, int index, double value);
  }

  private final TextFile text;
  private final Notes notes;
  private final List<String> labels = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private boolean queries;
  private boolean zeroBased;
  private int largest;

  private SvmFormat(TextFile text, Notes notes) {
    this.text = text;
    this.notes = notes;
  }

  /**
   * Whether the first line that has more than a label looks like this format: all else on it is
   * {@code index:value} or {@code qid:N}.
   */
  static boolean looksLike(String text) {
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
      StringTokenizer parts = new StringTokenizer(body(lines.next()));
      if (parts.countTokens() > 1) {
        parts.nextToken();
        boolean pairs = true;
        while (pairs && parts.hasMoreTokens()) {
          String part = parts.nextToken();
          int colon = part.indexOf(':');
          pairs = colon > 0 && (Numbers.isDigits(part.substring(0, colon)) || isQuery(part));
        }
        return pairs;
      }
    }
    return false;
  }

  /** Reads a libsvm file; d is the largest index in it, one more where they count from 0. */
  static RawData read(TextFile text, Notes notes) {
    return new SvmFormat(text, notes).read();
  }

  private RawData read() {
    scan((row, index, value) -> {});
    if (labels.isEmpty()) {
      throw BadDataException.at(text.file(), 1, 1, "samples", "an empty file");
    }
    int first = zeroBased ? 0 : 1;
    int d = largest + 1 - first;
    int n = labels.size();
    requireRoom(n, d);
    double[] x = new double[n * d];
    labels.clear();
    places.clear();
    scan((row, index, value) -> x[row * d + index - first] = value);
    if (zeroBased) {
      notes.add(text.file(), "indices count from 0: feature x0 is the first of " + d);
    }
    if (queries) {
      notes.add(text.file(), "the query ids (qid:N) are no features and were left out");
    }
    List<String> names = IntStream.range(first, first + d).mapToObj(j -> "x" + j).toList();
    return new RawData(text.file(), "libsvm", x, d, labels, false, names, places, Optional.empty());
  }

  private void requireRoom(int n, int d) {
    long elements = (long) n * d;
    long bytes = elements * Double.BYTES;
    String size = n + " × " + d;
    if (elements > CsvFormat.MAX_ELEMENTS) {
      throw BadDataException.in(
          text.file(), "at most " + CsvFormat.MAX_ELEMENTS + " numbers once dense", size);
    }
    if (bytes > SMALL && bytes > EXPANSION * text.bytes()) {
      throw BadDataException.in(
          text.file(),
          "at most "
              + Heap.size(SMALL)
              + " once dense, or "
              + EXPANSION
              + " bytes for each of the file (the heap has "
              + Heap.size(Runtime.getRuntime().maxMemory())
              + ")",
          size
              + " numbers once dense ("
              + Heap.size(bytes)
              + ") claimed by a file of "
              + text.bytes()
              + " bytes");
    }
    Heap.require(text.file(), size + " numbers once dense", bytes, text.bytes());
  }

  private void scan(Sink sink) {
    long line = 0;
    for (Iterator<String> lines = text.text().lines().iterator(); lines.hasNext(); ) {
      String whole = lines.next();
      zeroBased |= whole.startsWith("#") && whole.contains(ZERO_BASED);
      readLine(++line, new StringTokenizer(body(whole)), sink);
    }
  }

  private void readLine(long line, StringTokenizer parts, Sink sink) {
    if (!parts.hasMoreTokens()) {
      return;
    }
    double label = Numbers.finite(text.file(), line, 1, parts.nextToken());
    int last = -1;
    for (int column = 2; parts.hasMoreTokens(); column++) {
      String part = parts.nextToken();
      if (column == 2 && isQuery(part)) {
        queries = true;
        continue;
      }
      int index = index(line, column, part);
      if (index <= last) {
        throw BadDataException.at(
            text.file(), line, column, "an index above " + last, BadDataException.quote(part));
      }
      last = index;
      zeroBased |= index == 0;
      largest = Math.max(largest, index);
      String value = part.substring(part.indexOf(':') + 1);
      sink.accept(labels.size(), index, Numbers.finite(text.file(), line, column, value));
    }
    labels.add(Numbers.text(label));
    places.add("line " + line);
  }

  private int index(long line, int column, String part) {
    int colon = part.indexOf(':');
    String index = colon < 1 ? "" : part.substring(0, colon);
    boolean plain = Numbers.isDigits(index) && index.length() <= MAX_DIGITS;
    if (!plain || (index.length() > 1 && index.charAt(0) == '0')) {
      throw BadDataException.at(
          text.file(), line, column, "index:value", BadDataException.quote(part));
    }
    return Integer.parseInt(index);
  }

  private static boolean isQuery(String part) {
    int colon = part.indexOf(':');
    return colon == QUERY.length()
        && part.startsWith(QUERY)
        && Numbers.isDigits(part.substring(colon + 1));
  }

  /** A line without its comment. */
  private static String body(String line) {
    int comment = line.indexOf('#');
    return comment < 0 ? line : line.substring(0, comment);
  }
}
