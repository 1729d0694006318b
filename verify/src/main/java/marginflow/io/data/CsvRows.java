package marginflow.io.data;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import marginflow.io.BadDataException;

/**
 * The rows of a text table, read anew in every pass so that a file's fields need not be held in
 * memory. Blank lines and {@code #} comments are passed over: whole lines, what follows the fields
 * of a line of words, and what follows a number at the end of a line of CSV.
 */
final class CsvRows {

  /** The separator of tables whose fields stand apart by any number of blanks and tabs. */
  static final char BLANKS = ' ';

  /** A row of fields, or of the words of a comment. */
  record Row(long line, List<String> fields) {}

  private final TextFile text;
  private final char separator;
  private long comments;
  private long firstComment;
  private boolean begun;
  private Optional<Row> title = Optional.empty();

  /**
   * Reads nothing yet.
   *
   * @param separator what stands between two fields, or {@link #BLANKS}
   */
  CsvRows(TextFile text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /** What stands between two fields. */
  char separator() {
    return separator;
  }

  /** How many comments the last pass met. */
  long comments() {
    return comments;
  }

  /** The line of the first of them. */
  long firstComment() {
    return firstComment;
  }

  /** The last comment above the first row, split like a row: it may name the columns. */
  Optional<Row> title() {
    return title;
  }

  /**
   * Hands over every row, in order.
   *
   * @throws BadDataException if a quoted field does not end
   */
  void forEach(Consumer<Row> consumer) {
    comments = 0;
    begun = false;
    title = Optional.empty();
    if (separator == BLANKS) {
      readWords(consumer);
    } else {
      readCsv(consumer);
    }
  }

  private void readWords(Consumer<Row> consumer) {
    long line = 0;
    for (Iterator<String> lines = text.text().lines().iterator(); lines.hasNext(); ) {
      String whole = lines.next();
      line++;
      List<String> words = words(line, whole);
      if (words.isEmpty() && whole.strip().startsWith("#")) {
        comment(line, whole.strip().substring(1));
      } else if (!words.isEmpty()) {
        row(consumer, line, words);
      }
    }
  }

  /** The words of a line up to its comment; a word in double quotes may hold blanks. */
  private List<String> words(long line, String whole) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < whole.length()) {
      char c = whole.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        if (!words.isEmpty()) {
          count(line);
        }
        return words;
      } else {
        int end = c == '"' ? closingQuote(line, whole, at) : endOfWord(whole, at);
        words.add(
            c == '"'
                ? whole.substring(at + 1, end).replace("\"\"", "\"")
                : whole.substring(at, end));
        at = c == '"' ? end + 1 : end;
      }
    }
    return words;
  }

  private static int endOfWord(String line, int from) {
    int at = from;
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where a quoted word ends: a quote that is not doubled, with a blank or nothing behind it. */
  private int closingQuote(long line, String whole, int open) {
    int at = whole.indexOf('"', open + 1);
    while (at >= 0 && whole.startsWith("\"\"", at)) {
      at = whole.indexOf('"', at + 2);
    }
    boolean apart = at + 1 == whole.length() || (at >= 0 && endOfWord(whole, at + 1) == at + 1);
    if (at < 0 || !apart) {
      throw unclosed(line, BadDataException.quote(whole.substring(open)));
    }
    return at;
  }

  private void readCsv(Consumer<Row> consumer) {
    long line = 0;
    CsvRecordHandler handler = CsvRecordHandler.builder().maxFields(CsvFormat.MAX_ELEMENTS).build();
    try {
      Iterator<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(separator)
              .commentStrategy(CommentStrategy.READ)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .trimWhitespacesAroundQuotes(true)
              .build(handler, text.text())
              .iterator();
      while (records.hasNext()) {
        CsvRecord record = records.next();
        line = record.getStartingLineNumber();
        String first = record.getField(0);
        if (record.isComment()) {
          comment(line, first);
        } else if (isIndentedComment(first)) {
          comment(line, String.join(String.valueOf(separator), record.getFields()).strip());
        } else if (record.getFieldCount() > 1 || !first.isBlank()) {
          row(consumer, line, withoutComment(line, record.getFields()));
        }
      }
    } catch (CsvParseException e) {
      throw unclosed(line + 1, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isIndentedComment(String field) {
    return !field.isEmpty()
        && Character.isWhitespace(field.charAt(0))
        && field.strip().startsWith("#");
  }

  /** The fields, with what follows a number and a blank at the end of the last one taken away. */
  private List<String> withoutComment(long line, List<String> fields) {
    String last = fields.getLast();
    int hash = last.indexOf('#');
    boolean comment =
        hash > 0
            && Character.isWhitespace(last.charAt(hash - 1))
            && Numbers.parse(last.substring(0, hash).strip()).isPresent();
    if (!comment) {
      return fields;
    }
    count(line);
    List<String> shorter = new ArrayList<>(fields);
    shorter.set(fields.size() - 1, last.substring(0, hash));
    return shorter;
  }

  private void row(Consumer<Row> consumer, long line, List<String> fields) {
    begun = true;
    consumer.accept(new Row(line, fields));
  }

  private void comment(long line, String words) {
    count(line);
    if (!begun) {
      title = Optional.of(new Row(line, split(words.startsWith("#") ? words.substring(1) : words)));
    }
  }

  private void count(long line) {
    if (comments++ == 0) {
      firstComment = line;
    }
  }

  private List<String> split(String words) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= words.length(); at++) {
      boolean end = at == words.length();
      if (end
          || (separator == BLANKS
              ? Character.isWhitespace(words.charAt(at))
              : words.charAt(at) == separator)) {
        String part = words.substring(from, at).strip();
        if (separator != BLANKS || !part.isEmpty()) {
          parts.add(part);
        }
        from = at + 1;
      }
    }
    return parts;
  }

  private BadDataException unclosed(long line, String found) {
    return BadDataException.at(text.file(), line, 1, "CSV fields, quotes closed", found);
  }
}
