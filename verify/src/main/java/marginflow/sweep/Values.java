package marginflow.sweep;

import java.util.List;

/**
 * What an axis runs through, in order: made when it is asked for, so that a million seeds take no
 * room.
 */
public interface Values {

  /** How many there are. */
  long size();

  /** One of them, in its canonical text. */
  String get(long index);

  /** Values written down one by one. */
  record Listed(List<String> texts) implements Values {

    /** Copies the list. */
    public Listed {
      texts = List.copyOf(texts);
    }

    @Override
    public long size() {
      return texts.size();
    }

    @Override
    public String get(long index) {
      return texts.get((int) index);
    }
  }

  /**
   * Whole numbers one after the other.
   *
   * @param first the first
   * @param last the last, no less
   */
  record Range(long first, long last) implements Values {

    @Override
    public long size() {
      return last - first + 1;
    }

    @Override
    public String get(long index) {
      return Long.toString(first + index);
    }

    @Override
    public String toString() {
      return first + ".." + last;
    }
  }

  /** Values of several one after the other. */
  record Joined(List<Values> parts) implements Values {

    /** Copies the list. */
    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public long size() {
      return parts.stream().mapToLong(Values::size).sum();
    }

    @Override
    public String get(long index) {
      long left = index;
      for (Values part : parts) {
        if (left < part.size()) {
          return part.get(left);
        }
        left -= part.size();
      }
      throw new IndexOutOfBoundsException(index);
    }
  }
}
