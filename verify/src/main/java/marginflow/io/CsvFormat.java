package marginflow.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import marginflow.io.DataRequest.HeaderLine;

/** Reads samples from CSV: one per line, numbers and one column of labels. */
final class CsvFormat {

  /** The most elements of X: its doubles then take 2 GiB. */
  static final int MAX_ELEMENTS = 1 << 28;

  private final String file;
  private final List<CsvRecord> records;
  private final boolean header;
  private final int labelColumn;

  private CsvFormat(InputFile input, Optional<String> label, HeaderLine header) {
    this.file = input.name();
    this.records = records(file, TextFile.decode(input));
    if (records.isEmpty()) {
      throw BadDataException.at(file, 1, 1, "samples", "an empty file");
    }
    this.header = hasHeader(header, label);
    if (this.header && records.size() == 1) {
      throw BadDataException.at(file, 2, 1, "samples below the header", "the end of the file");
    }
    checkWidth();
    this.labelColumn = label.map(this::find).orElse(width() - 1);
  }

  /**
   * Reads a CSV file. Fields are separated by comma, semicolon or tab, whichever the first line has
   * most of.
   *
   * @param label name of the label column or its number, from 1; the last by default
   */
  static RawData read(InputFile input, Optional<String> label, HeaderLine header) {
    return new CsvFormat(input, label, header).read();
  }

  private RawData read() {
    List<CsvRecord> samples = header ? records.subList(1, records.size()) : records;
    int d = width() - 1;
    if ((long) samples.size() * d > MAX_ELEMENTS) {
      throw BadDataException.in(
          file, "at most %d numbers".formatted(MAX_ELEMENTS), samples.size() + " × " + d);
    }
    double[] x = new double[samples.size() * d];
    List<String> labels = new ArrayList<>();
    List<String> places = new ArrayList<>();
    int at = 0;
    for (CsvRecord sample : samples) {
      for (int j = 0; j < width(); j++) {
        if (j != labelColumn) {
          x[at++] = Numbers.finite(file, sample.getStartingLineNumber(), j + 1, sample.getField(j));
        }
      }
      labels.add(label(sample));
      places.add("line " + sample.getStartingLineNumber());
    }
    return new RawData(file, "csv", x, d, labels, false, featureNames(d), places, Optional.empty());
  }

  private String label(CsvRecord sample) {
    String label = Numbers.canonical(sample.getField(labelColumn));
    boolean number = !label.equalsIgnoreCase("nan");
    if (label.isEmpty() || !number) {
      throw BadDataException.at(
          file,
          sample.getStartingLineNumber(),
          labelColumn + 1,
          "a label",
          BadDataException.quote(label));
    }
    return label;
  }

  private List<String> featureNames(int d) {
    if (!header) {
      return RawData.unnamed(d);
    }
    List<String> names = new ArrayList<>(records.getFirst().getFields());
    names.remove(labelColumn);
    return names;
  }

  private int width() {
    return records.getFirst().getFieldCount();
  }

  private void checkWidth() {
    if (width() < 2) {
      throw BadDataException.at(
          file,
          records.getFirst().getStartingLineNumber(),
          1,
          "features and a label, separated by comma, semicolon or tab",
          BadDataException.quote(records.getFirst().getField(0)));
    }
    for (CsvRecord row : records) {
      if (row.getFieldCount() != width()) {
        throw BadDataException.at(
            file,
            row.getStartingLineNumber(),
            Math.min(row.getFieldCount(), width()) + 1,
            width() + " fields as in the first line",
            Integer.toString(row.getFieldCount()));
      }
    }
  }

  private boolean hasHeader(HeaderLine choice, Optional<String> label) {
    List<String> first = records.getFirst().getFields();
    return switch (choice) {
      case YES -> true;
      case NO -> false;
      case AUTO ->
          first.stream().noneMatch(CsvFormat::isNumber)
              || label.filter(l -> first.contains(l) && !isNumber(l)).isPresent();
    };
  }

  /**
   * NaN and infinity count as numbers here, so that a line of them is reported, not taken for
   * names.
   */
  private static boolean isNumber(String field) {
    String bare = field.strip().replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
    return Numbers.parse(field.strip()).isPresent()
        || bare.equals("nan")
        || bare.equals("inf")
        || bare.equals("infinity");
  }

  private int find(String label) {
    List<String> names = records.getFirst().getFields();
    if (header && names.contains(label)) {
      if (names.indexOf(label) != names.lastIndexOf(label)) {
        throw BadDataException.at(
            file, 1, names.lastIndexOf(label) + 1, "one column named " + label, "two");
      }
      return names.indexOf(label);
    }
    boolean index = label.matches("\\d{1,9}");
    if (index && Integer.parseInt(label) >= 1 && Integer.parseInt(label) <= width()) {
      return Integer.parseInt(label) - 1;
    }
    String columns =
        header
            ? "the columns " + String.join(", ", names)
            : "no header and %d columns".formatted(width());
    throw BadDataException.at(
        file,
        records.getFirst().getStartingLineNumber(),
        1,
        "a label column \"%s\" (--label takes a name or a number from 1)".formatted(label),
        columns);
  }

  private static List<CsvRecord> records(String file, String text) {
    List<CsvRecord> records = new ArrayList<>();
    try {
      CsvReader.builder()
          .fieldSeparator(separator(text))
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .allowUnclosedQuote(false)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .build(CsvRecordHandler.of(), text)
          .forEach(records::add);
    } catch (CsvParseException e) {
      String line =
          Long.toString(records.isEmpty() ? 1 : records.getLast().getStartingLineNumber() + 1);
      throw BadDataException.in(
          "%s, line %s, column 1".formatted(file, line),
          "CSV fields, quotes closed",
          String.valueOf(e.getMessage()));
    }
    return records;
  }

  private static char separator(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(first, candidate) > count(first, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char c) {
    return IntStream.range(0, line.length()).filter(i -> line.charAt(i) == c).count();
  }
}
