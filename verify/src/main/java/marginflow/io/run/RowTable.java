package marginflow.io.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import marginflow.io.BadDataException;

/**
 * A table with a row for each piece of a long work, appended as pieces end in whatever order, so
 * that the same work goes on where it was interrupted; {@link #write} puts them in order. All rows
 * are in memory: a sweep, which may have millions, keeps their places instead. May be used by
 * several threads.
 *
 * @param <K> what names a piece
 * @param <R> its row
 */
public final class RowTable<K extends Comparable<K>, R> implements AutoCloseable {

  private final Path file;
  private final Form<K, R> form;
  private final Map<K, R> rows = new TreeMap<>();
  private RowLog log;

  /**
   * What the rows of a table are.
   *
   * @param columns the first line
   * @param key names the piece that a row is of
   * @param write the fields of a row
   * @param read the row of some fields; throws an {@link IllegalArgumentException} if they are not
   *     those of a whole one
   */
  public record Form<K, R>(
      List<String> columns,
      Function<R, K> key,
      Function<R, List<String>> write,
      Function<List<String>, R> read) {}

  /**
   * A table that goes on with what is in its file; rows that are not whole are left out.
   *
   * @throws BadDataException if the file is no such table
   * @throws IOException if it cannot be read or written
   */
  public RowTable(Path file, Form<K, R> form) throws IOException {
    this.file = file;
    this.form = form;
    this.log = RowLog.open(file, form.columns(), (fields, place) -> put(form.read().apply(fields)));
  }

  private void put(R row) {
    rows.put(form.key().apply(row), row);
  }

  /** The row of a piece; empty if it is not done. */
  public synchronized Optional<R> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** Adds a row, in the file as well. */
  public synchronized void add(R row) throws IOException {
    put(row);
    log.append(form.write().apply(row));
  }

  /** The rows there are, by key. */
  public synchronized List<R> rows() {
    return List.copyOf(rows.values());
  }

  /** The rows of some pieces, in their order; those that are there. */
  public synchronized List<R> rows(List<K> keys) {
    return keys.stream().map(this::find).flatMap(Optional::stream).toList();
  }

  /** Writes the file anew with the rows that it shall have, in their order, and goes on with it. */
  public synchronized void write(List<R> ordered) throws IOException {
    log.close();
    RowLog.write(
        file,
        form.columns(),
        sink -> {
          for (R row : ordered) {
            sink.line(RowLog.line(form.write().apply(row)));
          }
        });
    log = RowLog.open(file, form.columns(), (fields, place) -> {});
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
  }
}
