package marginflow.io.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import marginflow.io.BadDataException;

/** Finds out what separates the fields of a text table. */
final class CsvSeparator {

  /**
   * In the order in which they win where several fit equally: what is rarest inside a field comes
   * first.
   */
  private static final List<Character> CANDIDATES = List.of('\t', ';', '|', ',', CsvRows.BLANKS);

  /** Lines that are looked at. */
  private static final int SAMPLE = 50;

  private CsvSeparator() {}

  /**
   * The separator that gives all rows below the first as many fields, two at least, and of these
   * the one that makes the most of them numbers; where none does, the first line's most frequent.
   */
  static char of(TextFile text) {
    List<String> lines =
        text.text()
            .lines()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
            .limit(SAMPLE)
            .toList();
    TextFile sample =
        new TextFile(text.file(), lines.stream().collect(Collectors.joining("\n")), 0);
    char best = 0;
    double most = -1;
    for (char candidate : CANDIDATES) {
      double share = shareOfNumbers(new CsvRows(sample, candidate));
      if (share > most) {
        best = candidate;
        most = share;
      }
    }
    return most >= 0 || lines.isEmpty() ? (best == 0 ? ',' : best) : mostFrequent(lines.getFirst());
  }

  /** The share of fields that are numbers, or −1 if the rows have no common number of fields. */
  private static double shareOfNumbers(CsvRows rows) {
    List<CsvRows.Row> all = new ArrayList<>();
    try {
      rows.forEach(all::add);
    } catch (BadDataException unclosed) {
      return -1; // not this separator, or a file that is refused when it is read
    }
    List<CsvRows.Row> below = all.size() > 1 ? all.subList(1, all.size()) : all;
    int width = below.isEmpty() ? 0 : below.getFirst().fields().size();
    if (width < 2 || below.stream().anyMatch(row -> row.fields().size() != width)) {
      return -1;
    }
    boolean comma = rows.separator() == ',';
    long numbers =
        below.stream()
            .flatMap(row -> row.fields().stream())
            .map(String::strip)
            .filter(
                f -> Numbers.parse(f).isPresent() || (!comma && Numbers.parseComma(f).isPresent()))
            .count();
    return numbers / (double) (width * below.size());
  }

  private static char mostFrequent(String line) {
    char best = ',';
    for (char candidate : CANDIDATES) {
      if (candidate != CsvRows.BLANKS && count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return count(line, best) == 0 && count(line.strip(), ' ') > 0 ? CsvRows.BLANKS : best;
  }

  private static long count(String line, char c) {
    return line.chars().filter(k -> k == c).count();
  }
}
